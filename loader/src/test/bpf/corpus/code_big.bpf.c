// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// code_big: a program of some thousands of instructions.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u64 state[4];

#define TEN(x) x x x x x x x x x x

SEC("socket")
int use(void *ctx)
{
	volatile __u64 *state_now = state;

	TEN(TEN(state_now[0] = state_now[0] * 31 + state_now[1]; state_now[1] ^= state_now[0] >> 7;))
	TEN(TEN(state_now[2] = state_now[2] * 17 + state_now[3]; state_now[3] ^= state_now[2] >> 9;))
	return state_now[0];
}
