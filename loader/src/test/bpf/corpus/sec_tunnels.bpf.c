// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_tunnels: light-weight tunnels.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("lwt_in")
int in(void *ctx)
{
	return 0;
}

SEC("lwt_out")
int out(void *ctx)
{
	return 0;
}

SEC("lwt_xmit")
int xmit(void *ctx)
{
	return 0;
}

SEC("lwt_seg6local")
int seg6local(void *ctx)
{
	return 0;
}
