// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// maps: one map of each kind that tools use most. Each getpid() of the process watched_tgid
// counts in all of them and sends one event.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct caller {
	__u32 tgid;
	__u32 tid;
};

struct visit {
	__u64 count;
	__u64 last_ns;
	char comm[16];
};

struct event {
	__u32 tgid;
	__u32 tid;
	__u64 when_ns;
	char comm[16];
};

/* BTF of a type that no map and no global names: a ring buffer's events are not declared. */
const struct event *unused_event __attribute__((unused));

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 64);
	__type(key, struct caller);
	__type(value, struct visit);
} visits SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} totals SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	/* Three bytes: the kernel rounds each CPU's value up to eight. */
	__type(value, __u8[3]);
} per_cpu SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} events SEC(".maps");

__u32 watched_tgid;
__u64 dropped;

SEC("tp/syscalls/sys_enter_getpid")
int visit(void *ctx)
{
	__u64 id = bpf_get_current_pid_tgid();
	struct caller caller = {.tgid = id >> 32, .tid = (__u32)id};

	if (caller.tgid != watched_tgid)
		return 0;

	__u64 now = bpf_ktime_get_ns();
	struct visit *known = bpf_map_lookup_elem(&visits, &caller);

	if (known) {
		known->count += 1;
		known->last_ns = now;
	} else {
		struct visit first = {.count = 1, .last_ns = now};

		bpf_get_current_comm(first.comm, sizeof(first.comm));
		bpf_map_update_elem(&visits, &caller, &first, BPF_ANY);
	}

	__u32 slot = 0;
	__u64 *total = bpf_map_lookup_elem(&totals, &slot);

	if (total)
		__sync_fetch_and_add(total, 1);

	__u8 *mine = bpf_map_lookup_elem(&per_cpu, &slot);

	if (mine)
		mine[0] += 1;

	struct event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

	if (!event) {
		__sync_fetch_and_add(&dropped, 1);
		return 0;
	}
	event->tgid = caller.tgid;
	event->tid = caller.tid;
	event->when_ns = now;
	bpf_get_current_comm(event->comm, sizeof(event->comm));
	bpf_ringbuf_submit(event, 0);
	return 0;
}
