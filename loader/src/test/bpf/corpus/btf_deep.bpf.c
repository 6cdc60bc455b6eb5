// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// btf_deep: a struct in a struct, fifteen times.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

#define LAYER(n, inside) struct layer##n { __u8 depth; inside in[1]; }
LAYER(1, __u16);
LAYER(2, struct layer1);
LAYER(3, struct layer2);
LAYER(4, struct layer3);
LAYER(5, struct layer4);
LAYER(6, struct layer5);
LAYER(7, struct layer6);
LAYER(8, struct layer7);
LAYER(9, struct layer8);
LAYER(10, struct layer9);
LAYER(11, struct layer10);
LAYER(12, struct layer11);
LAYER(13, struct layer12);
LAYER(14, struct layer13);
LAYER(15, struct layer14);

struct layer15 onion;

SEC("socket")
int use(void *ctx)
{
	return onion.in[0].in[0].in[0].depth;
}
