// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// data_sections: several sections of each kind, by names of the program's own.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u32 data = 1;
__u32 hot SEC(".data.hot") = 2;
__u64 hotter SEC(".data.hot") = 3;
__u32 cold SEC(".data.cold_one") = 4;
const volatile __u32 constant = 5;
const volatile __u32 special SEC(".rodata.special") = 6;
__u32 bss;
__u8 odd[3] SEC(".data.odd") = {7, 8, 9};

SEC("socket")
int use(void *ctx)
{
	return data + hot + hotter + cold + constant + special + bss + odd[2];
}
