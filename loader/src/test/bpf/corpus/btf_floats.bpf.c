// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// btf_floats: floating point numbers, which programs carry and cannot compute with.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct measured {
	float rough;
	double fine;
	float three[3];
};

float single = 0.5F;
double twice = -1e300;
struct measured measured = {1.25F, 3.5, {1, 2, 3}};
const volatile double constant = 0.1;

SEC("socket")
int use(void *ctx)
{
	return 0;
}
