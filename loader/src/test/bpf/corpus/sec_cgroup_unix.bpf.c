// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_cgroup_unix: the same for Unix sockets, which libbpf learned later.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("cgroup/connect_unix")
int connect(void *ctx)
{
	return 1;
}

SEC("cgroup/sendmsg_unix")
int send(void *ctx)
{
	return 1;
}

SEC("cgroup/recvmsg_unix")
int receive(void *ctx)
{
	return 1;
}

SEC("cgroup/getpeername_unix")
int peer(void *ctx)
{
	return 1;
}

SEC("cgroup/getsockname_unix")
int own(void *ctx)
{
	return 1;
}
