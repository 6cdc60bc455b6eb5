// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_cgroup_addresses: the addresses that a cgroup binds, connects to, sends to, receives from.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("cgroup/bind4")
int bind4(void *ctx)
{
	return 1;
}

SEC("cgroup/bind6")
int bind6(void *ctx)
{
	return 1;
}

SEC("cgroup/connect4")
int connect4(void *ctx)
{
	return 1;
}

SEC("cgroup/connect6")
int connect6(void *ctx)
{
	return 1;
}

SEC("cgroup/sendmsg4")
int sendmsg4(void *ctx)
{
	return 1;
}

SEC("cgroup/sendmsg6")
int sendmsg6(void *ctx)
{
	return 1;
}

SEC("cgroup/recvmsg4")
int recvmsg4(void *ctx)
{
	return 1;
}

SEC("cgroup/recvmsg6")
int recvmsg6(void *ctx)
{
	return 1;
}

SEC("cgroup/getpeername4")
int getpeername4(void *ctx)
{
	return 1;
}

SEC("cgroup/getpeername6")
int getpeername6(void *ctx)
{
	return 1;
}

SEC("cgroup/getsockname4")
int getsockname4(void *ctx)
{
	return 1;
}

SEC("cgroup/getsockname6")
int getsockname6(void *ctx)
{
	return 1;
}
