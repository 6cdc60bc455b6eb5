// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_infrared: the decoder of a remote control.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("lirc_mode2")
int decode(void *ctx)
{
	return 0;
}
