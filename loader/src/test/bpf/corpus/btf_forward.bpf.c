// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// btf_forward: structs and unions that are named and never defined.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct unseen;
union unseen_too;

struct seen {
	struct unseen *one;
	union unseen_too *two;
};

struct seen seen;
struct unseen *pointer;
union unseen_too **handle;

SEC("socket")
int use(void *ctx)
{
	return seen.one == pointer;
}
