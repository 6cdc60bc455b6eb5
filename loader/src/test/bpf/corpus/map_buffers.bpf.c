// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// map_buffers: what carries events: perf event array, ring buffer, and the ring buffer from user space.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, sizeof(int));
	__uint(value_size, sizeof(int));
} perf_events SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 64 * 1024);
} ring SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_USER_RINGBUF);
	__uint(max_entries, 4096);
} user_ring SEC(".maps");

SEC("tp/syscalls/sys_enter_getppid")
int use(void *ctx)
{
	__u64 *event = bpf_ringbuf_reserve(&ring, sizeof(*event), 0);

	if (event) {
		*event = bpf_ktime_get_ns();
		bpf_ringbuf_discard(event, 0);
	}
	return 0;
}
