// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_traffic: the classifiers and actions of traffic control.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("tc")
int plain(void *ctx)
{
	return 0;
}

SEC("classifier")
int old(void *ctx)
{
	return 0;
}

SEC("action")
int act(void *ctx)
{
	return 0;
}
