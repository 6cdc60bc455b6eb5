// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// btf_enums: enums: from zero, with gaps, negative, in one byte, wider than an int, without a name.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

enum plain { ZERO, ONE, TWO };
enum gaps { LOW = 5, HIGH = 5000, SAME = 5 };
enum negative { MINUS = -1, NAUGHT, LARGEST = 2147483647 };
enum unsigned_one { TOP = 4294967295U };
enum small { TINY = 1 } __attribute__((packed));
enum wide { HUGE_VALUE = 0x123456789aULL, ALL_BITS = 0xffffffffffffffffULL };
enum { NAMELESS = 3 } nameless = NAMELESS;

enum plain plain = TWO;
enum gaps gaps = HIGH;
enum negative negative = MINUS;
enum unsigned_one unsigned_one = TOP;
enum small small = TINY;
enum wide wide = ALL_BITS;

SEC("socket")
int use(void *ctx)
{
	return plain + gaps + (negative == MINUS) + (unsigned_one == TOP) + small + (wide == ALL_BITS) + nameless;
}
