// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// map_cgroups: an array of cgroups, and the three kinds of memory that belong to a cgroup.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

/* Since Linux 6.2, and so newer than some headers. */
#define CGRP_STORAGE 32

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct {
	__uint(type, BPF_MAP_TYPE_CGROUP_ARRAY);
	__uint(max_entries, 3);
	__type(key, __u32);
	__type(value, __u32);
} cgroups SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_CGROUP_STORAGE);
	__type(key, struct bpf_cgroup_storage_key);
	__type(value, __u64);
} shared SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE);
	__type(key, struct bpf_cgroup_storage_key);
	__type(value, __u32);
} percpu SEC(".maps");

struct {
	__uint(type, CGRP_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, __u64);
} newer SEC(".maps");

SEC("cgroup_skb/egress")
int use(struct __sk_buff *skb)
{
	__u64 *bytes = bpf_get_local_storage(&shared, 0);
	__u32 *packets = bpf_get_local_storage(&percpu, 0);

	__sync_fetch_and_add(bytes, skb->len);
	*packets += 1;
	return 1;
}
