// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// map_programs: an array of programs that the object itself fills, and tail calls through it.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

int second(void *ctx);
int third(void *ctx);

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 4);
	__uint(key_size, sizeof(__u32));
	__array(values, int(void *));
} steps SEC(".maps") = {
	.values = {[0] = (void *)&second, [2] = (void *)&third},
};

SEC("socket")
int first(void *ctx)
{
	bpf_tail_call_static(ctx, &steps, 0);
	return 1;
}

SEC("socket")
int second(void *ctx)
{
	bpf_tail_call_static(ctx, &steps, 2);
	return 2;
}

SEC("socket")
int third(void *ctx)
{
	return 3;
}
