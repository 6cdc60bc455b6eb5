// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// ambiguous: a ring buffer whose events may be one of two structs, as far as anybody can tell.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct first {
	__u64 one;
};

struct second {
	__u64 two;
};

const struct first *unused_first __attribute__((unused));
const struct second *unused_second __attribute__((unused));

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} ring SEC(".maps");

SEC("raw_tp")
int send(struct bpf_raw_tracepoint_args *ctx)
{
	__u64 value = ctx->args[0];

	return bpf_ringbuf_output(&ring, &value, sizeof(value), 0);
}
