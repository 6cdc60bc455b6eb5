// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_perf_event: a sample of a counter or a clock.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("perf_event")
int sample(void *ctx)
{
	return 0;
}
