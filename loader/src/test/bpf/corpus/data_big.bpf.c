// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// data_big: sections of a mebibyte, so more than a page and a file that is large.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct record {
	__u64 when;
	char name[56];
};

__u8 zeroes[1 << 20];
struct record records[512] = {[511] = {1, "last"}};
const volatile __u32 table[1024] = {[1023] = 1};

SEC("socket")
int use(void *ctx)
{
	return zeroes[4096] + records[511].when + table[1023];
}
