// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// btf_bitfields: bit fields, across bytes, signed, unnamed, beside members of other kinds.

#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

enum mode { OFF, ON, AUTO };

struct packed_flags {
	unsigned int first : 1;
	unsigned int second : 3;
	unsigned int : 4;
	signed int negative : 5;
	unsigned int across : 11;
	enum mode mode : 2;
	_Bool yes : 1;
};

struct wide_fields {
	__u64 low : 36;
	__u64 high : 28;
	__u8 whole;
	__u16 part : 9;
	__u32 : 0;
	__u32 last : 31;
};

union either {
	__u32 all;
	struct {
		__u32 a : 4;
		__u32 b : 28;
	};
};

struct packed_flags flags = {1, 5, -7, 1027, AUTO, true};
struct wide_fields wide = {0xfffffffffULL, 1, 2, 3, 4};
union either either = {.all = 0x12345678};

SEC("socket")
int use(void *ctx)
{
	return flags.second + wide.part + either.b;
}
