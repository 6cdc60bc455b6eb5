// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// rejections: one program for each of the verifier's commonest complaints. None is loaded with the
// object; a test takes one of them at a time, and none is ever accepted.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>

#define TRACEPOINT SEC("?tp/syscalls/sys_enter_getpid")
#define NAKED __attribute__((naked))

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct row {
	__u32 length;
	__u8 cells[16];
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct row);
} rows SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __s64);
} sizes SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");

struct guarded {
	struct bpf_spin_lock lock;
	__u32 count;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct guarded);
} locks SEC(".maps");

const volatile __u32 limit = 5;
__u32 total;

static struct row *row(void)
{
	__u32 key = 0;

	return bpf_map_lookup_elem(&rows, &key);
}

TRACEPOINT
int null_check(void *ctx)
{
	__u32 key = 0;
	__s64 *size = bpf_map_lookup_elem(&sizes, &key);

	return *size;
}

SEC("?xdp")
int packet_bounds(struct xdp_md *ctx)
{
	__u8 *data = (void *)(long)ctx->data;

	return data[14];
}

TRACEPOINT
int map_bounds(void *ctx)
{
	struct row *found = row();

	if (!found)
		return 0;
	return *(volatile __u32 *)((char *)found + 24);
}

TRACEPOINT
int unbounded(void *ctx)
{
	struct row *found = row();

	if (!found)
		return 0;
	return found->cells[found->length];
}

TRACEPOINT
int stack_range(void *ctx)
{
	volatile __u8 cells[16] = {};
	struct row *found = row();

	if (!found)
		return 0;
	cells[found->length] = 1;
	return cells[0];
}

TRACEPOINT
NAKED int unset_register(void)
{
	asm volatile("r0 = r2\n"
		     "exit" ::: "r0");
}

TRACEPOINT
int endless(void *ctx)
{
	while (limit)
		asm volatile("");
	return 0;
}

TRACEPOINT
int too_complex(void *ctx)
{
	__u32 sum = 0;

	for (int i = 0; i < 10000; i++)
		if (bpf_get_prandom_u32() > limit)
			asm volatile("%0 += 1" : "+r"(sum));
	return sum;
}

TRACEPOINT
int reference(void *ctx)
{
	__u64 *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

	if (!event)
		return 0;
	*event = 1;
	return 0;
}

TRACEPOINT
int helper_of_others(void *ctx)
{
	return bpf_redirect(1, 0);
}

TRACEPOINT
int argument_type(void *ctx)
{
	return bpf_map_lookup_elem(&rows, (void *)5L) != 0;
}

TRACEPOINT
int negative_length(void *ctx)
{
	char name[16];
	__u32 key = 0;
	__s64 *size = bpf_map_lookup_elem(&sizes, &key);

	if (!size)
		return 0;
	bpf_probe_read_kernel(name, *size < 16 ? *size : 16, size);
	return name[0];
}

TRACEPOINT
int long_length(void *ctx)
{
	char name[16];
	struct row *found = row();

	if (!found)
		return 0;
	bpf_probe_read_kernel(name, found->length & 0xff, found);
	return name[0];
}

TRACEPOINT
NAKED int pointer_arithmetic(void)
{
	asm volatile("r1 *= 8\n"
		     "r0 = 0\n"
		     "exit" ::: "r0", "r1");
}

SEC("?cgroup_skb/ingress")
int return_range(struct __sk_buff *skb)
{
	return 5;
}

SEC("?xdp")
int context_access(struct xdp_md *ctx)
{
	return *(volatile __u32 *)((char *)ctx + 100);
}

TRACEPOINT
int read_only(void *ctx)
{
	*(volatile __u32 *)&limit = 6;
	return 0;
}

TRACEPOINT
int kernel_pointer(void *ctx)
{
	return *(int *)bpf_get_current_task();
}

struct task_struct {
	int pid;
	struct task_struct *last_wakee;
	int no_such_member;
} __attribute__((preserve_access_index));

extern struct task_struct *bpf_task_acquire(struct task_struct *task) __ksym __weak;
extern void bpf_task_release(struct task_struct *task) __ksym __weak;
extern int bpf_no_such_function(int number) __ksym __weak;

SEC("?tp_btf/sched_switch")
int untrusted(__u64 *ctx)
{
	struct task_struct *task = (struct task_struct *)ctx[1];

	task = bpf_task_acquire(task->last_wakee);
	if (task)
		bpf_task_release(task);
	return 0;
}

TRACEPOINT
int unknown_kfunc(void *ctx)
{
	return bpf_no_such_function(1);
}

TRACEPOINT
int relocation(void *ctx)
{
	struct task_struct *task = (void *)bpf_get_current_task();

	return BPF_CORE_READ(task, no_such_member);
}

TRACEPOINT
NAKED int unreachable(void)
{
	asm volatile("r0 = 0\n"
		     "exit\n"
		     "r0 = 1\n"
		     "exit" ::: "r0");
}

TRACEPOINT
NAKED int no_exit(void)
{
	asm volatile("r0 = 0" ::: "r0");
}

static __attribute__((noinline)) int fill(int seed)
{
	volatile char room[300];

	room[seed & 255] = seed;
	return room[(seed + 1) & 255];
}

SEC("?tc")
int combined_stack(struct __sk_buff *skb)
{
	volatile char room[300];

	room[total & 255] = 1;
	return fill(room[(total + 1) & 255]);
}

TRACEPOINT
int may_sleep(void *ctx)
{
	__u32 value = 0;

	bpf_copy_from_user(&value, sizeof(value), ctx);
	return value;
}

SEC("?tc")
int locked(struct __sk_buff *skb)
{
	__u32 key = 0;
	struct guarded *found = bpf_map_lookup_elem(&locks, &key);

	if (!found)
		return 0;
	bpf_spin_lock(&found->lock);
	found->count++;
	return 0;
}

static int too_much(__u32 index, void *ctx)
{
	return 5;
}

TRACEPOINT
int callback_range(void *ctx)
{
	return bpf_loop(3, too_much, 0, 0);
}

TRACEPOINT
int unknown_helper(void *ctx)
{
	return ((int (*)(void))9999)();
}
