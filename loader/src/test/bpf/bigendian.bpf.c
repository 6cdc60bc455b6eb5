// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// build: -target bpfeb
//
// bigendian: a sound object, for a machine of the other byte order.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u32 counter = 1;

SEC("tp/syscalls/sys_enter_getpid")
int count(void *ctx)
{
	counter += 1;
	return 0;
}
