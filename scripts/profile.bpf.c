// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// profile: counts where each CPU is, whenever a clock ticks.
//
// A clock on each CPU runs this program, some 99 times a second. It notes the two stacks of the task
// that it meets, and counts, right here in the kernel: user space reads the sums when all is over.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include "task.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

// The deepest stack that the kernel takes, unless sysctl kernel.perf_event_max_stack says otherwise.
#define DEPTH 127

// The only process to look at, 0 for all; and one never to look at: the one that profiles.
const volatile __u32 only_pid = 0;
const volatile __u32 never_pid = 0;

// How often the clocks ticked, and what became of it: where the CPU had nothing to do, where another
// process ran; stacks and samples that found no room.
__u64 ticks = 0;
__u64 idle = 0;
__u64 others = 0;
__u64 lost_stacks = 0;
__u64 lost_samples = 0;

// A stack: addresses, the innermost first, zeros behind the last.
struct stack {
	__u64 addresses[DEPTH];
};

// Each stack once; a hash of it stands for it, signed as Java has its numbers. A map of the type
// STACK_TRACE and bpf_get_stackid() are less to write, but of two stacks whose hashes end alike they
// keep one: of thousands that is one in ten.
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16384);
	__type(key, __s64);
	__type(value, struct stack);
} stacks SEC(".maps");

// A place on each CPU to put one together: a program's own stack, of 512 bytes, has no room for it.
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct stack);
} scratch SEC(".maps");

// What is counted. A stack of 0 is none: a thread of the kernel has none in user space.
struct place {
	__u32 pid;
	__u32 exec; // a process becomes another program: how often it has
	__s64 user;
	__s64 kernel;
	char comm[16];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16384);
	__type(key, struct place);
	__type(value, __u64);
} samples SEC(".maps");

// The programs that were met. User space hears of each at once, to look what lies where in its
// memory: when all is over, it may have ended.
struct image {
	__u32 pid;
	__u32 exec;
};

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 8192);
	__type(key, struct image);
	__type(value, __u8);
} seen SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 64 * 1024);
} images SEC(".maps");

static void count(__u64 *counter)
{
	// Other CPUs may be here at the same time.
	__sync_fetch_and_add(counter, 1);
}

// The stack that the CPU is on, or that it left when it entered the kernel.
static __s64 stack(void *ctx, __u64 flags)
{
	__u32 zero = 0;
	struct stack *stack = bpf_map_lookup_elem(&scratch, &zero);
	__u64 hash = 0;
	long bytes;

	if (!stack)
		return 0;
	bytes = bpf_get_stack(ctx, stack, sizeof(*stack), flags);
	if (bytes <= 0)
		return 0;
	for (long i = 0; i < DEPTH && i * 8 < bytes; i++) {
		hash = (hash ^ stack->addresses[i]) * 0x9e3779b97f4a7c15;
		hash ^= hash >> 32;
	}
	if (!bpf_map_lookup_elem(&stacks, &hash) && bpf_map_update_elem(&stacks, &hash, stack, BPF_ANY))
		count(&lost_stacks);
	return hash;
}

SEC("perf_event")
int on_tick(void *ctx)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	struct place place = {.pid = bpf_get_current_pid_tgid() >> 32};
	struct image image = {};
	__u64 none = 0, *known;
	__u8 yes = 1;

	count(&ticks);
	// The task that runs where no other wants to.
	if (!place.pid) {
		count(&idle);
		return 0;
	}
	if (place.pid == never_pid || (only_pid && place.pid != only_pid)) {
		count(&others);
		return 0;
	}

	place.exec = BPF_CORE_READ(task, self_exec_id);
	place.user = stack(ctx, BPF_F_USER_STACK);
	place.kernel = stack(ctx, 0);
	bpf_get_current_comm(place.comm, sizeof(place.comm));

	known = bpf_map_lookup_elem(&samples, &place);
	if (!known) {
		bpf_map_update_elem(&samples, &place, &none, BPF_NOEXIST);
		known = bpf_map_lookup_elem(&samples, &place);
	}
	count(known ? known : &lost_samples);

	image.pid = place.pid;
	image.exec = place.exec;
	if (place.user && !bpf_map_update_elem(&seen, &image, &yes, BPF_NOEXIST))
		bpf_ringbuf_output(&images, &image, sizeof(image), 0);
	return 0;
}
