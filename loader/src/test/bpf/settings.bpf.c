// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// settings: programs whose section names say too little, too much, or nothing that this kernel can
// do, so that tests change what libbpf made of them before load.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u32 watched_tgid;
__u64 calls;

SEC("own/name")
int unnamed(struct __sk_buff *skb)
{
	return skb->len;
}

SEC("?tp/syscalls/sys_enter_getpid")
int left_out(void *ctx)
{
	if ((__u32)(bpf_get_current_pid_tgid() >> 32) == watched_tgid)
		__sync_fetch_and_add(&calls, 1);
	return 0;
}

SEC("cgroup_skb/ingress")
int sided(struct __sk_buff *skb)
{
	return 1;
}

SEC("?fentry/vfs_read")
int targeted(void *ctx)
{
	return 0;
}
