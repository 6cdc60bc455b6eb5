// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_cgroup: what the processes of a cgroup do: each program counts, and those that may refuse do
// so where they are told to. Port 7777 becomes port redirected_port.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_endian.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

#define WATCHED_PORT 7777

__u64 packets, sockets, binds, connects, messages, devices, sysctls, got_options, set_options, tcp_events;
__u32 refuse;
__u16 redirected_port;

SEC("cgroup/skb")
int on_packet(struct __sk_buff *skb)
{
	__sync_fetch_and_add(&packets, 1);
	return !refuse;
}

SEC("cgroup/sock_create")
int on_socket(struct bpf_sock *ctx)
{
	sockets++;
	return !refuse;
}

SEC("cgroup/bind4")
int on_bind(struct bpf_sock_addr *ctx)
{
	binds++;
	return !refuse;
}

SEC("cgroup/connect4")
int on_connect(struct bpf_sock_addr *ctx)
{
	connects++;
	if (ctx->user_port == bpf_htons(WATCHED_PORT))
		ctx->user_port = bpf_htons(redirected_port);
	return 1;
}

SEC("cgroup/sendmsg4")
int on_message(struct bpf_sock_addr *ctx)
{
	messages++;
	return !refuse;
}

SEC("cgroup/dev")
int on_device(void *ctx)
{
	devices++;
	return !refuse;
}

SEC("cgroup/sysctl")
int on_sysctl(void *ctx)
{
	sysctls++;
	return !refuse;
}

SEC("cgroup/getsockopt")
int on_get_option(struct bpf_sockopt *ctx)
{
	got_options++;
	return 1;
}

SEC("cgroup/setsockopt")
int on_set_option(struct bpf_sockopt *ctx)
{
	set_options++;
	return !refuse;
}

SEC("sockops")
int on_tcp(struct bpf_sock_ops *ctx)
{
	tcp_events++;
	return 1;
}
