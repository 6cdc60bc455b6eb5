// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// btf_typedefs: chains of typedefs, const and volatile, the whole way down.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

typedef __u32 first;
typedef const first second;
typedef volatile second third;
typedef third fourth;
typedef struct point point;
typedef int (*callback)(point *at, void *with);

struct point {
	fourth x;
	callback moved;
};

fourth number = 5;
const volatile point place = {6, 0};
volatile first restless = 7;
const volatile third both = 8;

SEC("socket")
int use(void *ctx)
{
	return number + place.x + restless + both;
}
