// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// GlobalAccess: global variables that only user space touches.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct limit {
	__u32 min;
	__u32 max;
};

__u64 counter = 0;
__u32 small = 0;
struct limit limits[4] = {};

SEC("socket")
int use(void *ctx)
{
	counter += small + limits[2].max;
	return 0;
}
