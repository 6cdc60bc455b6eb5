// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_socket: programs that sockets hold: a filter that lets nothing through, and the choice of the
// socket of index chosen among those of a port.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u64 filtered;
__u32 chosen;

SEC("socket")
int drop_all(struct __sk_buff *skb)
{
	__sync_fetch_and_add(&filtered, 1);
	return 0;
}

SEC("socket")
int choose(struct __sk_buff *skb)
{
	return chosen;
}
