// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_traffic_newer: traffic control by the names that libbpf learned later.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("tc/ingress")
int tc_ingress(void *ctx)
{
	return 0;
}

SEC("tc/egress")
int tc_egress(void *ctx)
{
	return 0;
}

SEC("tcx/ingress")
int tcx_ingress(void *ctx)
{
	return 0;
}

SEC("tcx/egress")
int tcx_egress(void *ctx)
{
	return 0;
}

SEC("netkit/primary")
int netkit_primary(void *ctx)
{
	return 0;
}

SEC("netkit/peer")
int netkit_peer(void *ctx)
{
	return 0;
}
