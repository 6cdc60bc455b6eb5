// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_cgroup_sockets: a cgroup's packets and sockets.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("cgroup_skb/ingress")
int ingress(void *ctx)
{
	return 1;
}

SEC("cgroup_skb/egress")
int egress(void *ctx)
{
	return 1;
}

SEC("cgroup/skb")
int either(void *ctx)
{
	return 1;
}

SEC("cgroup/sock_create")
int create(void *ctx)
{
	return 1;
}

SEC("cgroup/sock_release")
int release(void *ctx)
{
	return 1;
}

SEC("cgroup/sock")
int create_old(void *ctx)
{
	return 1;
}

SEC("cgroup/post_bind4")
int post_bind4(void *ctx)
{
	return 1;
}

SEC("cgroup/post_bind6")
int post_bind6(void *ctx)
{
	return 1;
}
