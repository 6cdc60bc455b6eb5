// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// map_storage: memory that belongs to a socket, an inode, a task.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct note {
	__u64 first;
	__u32 count;
};

struct {
	__uint(type, BPF_MAP_TYPE_SK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct note);
} of_socket SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_INODE_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, __u64);
} of_inode SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct note);
} of_task SEC(".maps");

SEC("cgroup/sock_create")
int use(struct bpf_sock *sk)
{
	struct note *note = bpf_sk_storage_get(&of_socket, sk, 0, BPF_SK_STORAGE_GET_F_CREATE);

	if (note)
		note->count += 1;
	return 1;
}
