// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// map_redirects: where XDP sends packets: devices by index and by hash, CPUs, sockets.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct {
	__uint(type, BPF_MAP_TYPE_DEVMAP);
	__uint(max_entries, 8);
	__type(key, __u32);
	__type(value, struct bpf_devmap_val);
} devices SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_DEVMAP_HASH);
	__uint(max_entries, 8);
	__type(key, __u32);
	__type(value, __u32);
} devices_by_hash SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_CPUMAP);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, struct bpf_cpumap_val);
} cpus SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_XSKMAP);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u32);
} sockets SEC(".maps");

SEC("xdp")
int redirect(struct xdp_md *ctx)
{
	switch (ctx->rx_queue_index) {
	case 0: return bpf_redirect_map(&devices, 0, XDP_PASS);
	case 1: return bpf_redirect_map(&devices_by_hash, 0, XDP_PASS);
	case 2: return bpf_redirect_map(&cpus, 0, XDP_PASS);
	}
	return bpf_redirect_map(&sockets, ctx->rx_queue_index, XDP_PASS);
}
