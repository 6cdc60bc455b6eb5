// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_writable: a raw tracepoint whose argument the program changes: the answer of a test run, of
// watched_tgid alone; and a program to test run.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u32 watched_tgid;
__u64 finished;
__s32 answer;

SEC("raw_tp.w/bpf_test_finish")
int on_finish(struct bpf_raw_tracepoint_args *ctx)
{
	__s32 *error = (void *)(long)ctx->args[0];

	if (watched_tgid && (__u32)(bpf_get_current_pid_tgid() >> 32) == watched_tgid) {
		finished++;
		if (answer)
			*error = answer;
	}
	return 0;
}

SEC("xdp")
int pass(struct xdp_md *ctx)
{
	return XDP_PASS;
}
