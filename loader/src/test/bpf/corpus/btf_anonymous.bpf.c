// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// btf_anonymous: structs and unions without names, within each other, and typedefs of such.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct outer {
	__u32 kind;
	union {
		__u64 number;
		struct {
			__u16 left;
			__u16 right;
			union {
				__u8 byte;
				char text[4];
			};
		};
	};
	struct {
		__u32 x, y;
	} place;
	struct {
		__u8 deep;
	} list[3];
};

typedef struct {
	__u32 only;
} typedefed;

typedef union {
	__u32 whole;
	__u8 parts[4];
} either;

struct outer outer = {.kind = 1, .left = 2, .right = 3, .text = "abc", .place = {4, 5}, .list = {{6}, {7}, {8}}};
typedefed single = {9};
either both = {10};
struct {
	__u32 nameless;
} variable = {11};

SEC("socket")
int use(void *ctx)
{
	return outer.right + single.only + both.parts[0] + variable.nameless;
}
