// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// btf_pointers: pointers to everything: functions, arrays, pointers, structs, constants, nothing.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct node {
	struct node *next;
	int (*compare)(const struct node *left, const struct node *right, void *with);
	int (*print)(const char *format, ...);
	void (*nothing)(void);
	const char *name;
	int (*grid)[3][4];
	int *(*pointers[5])(int);
	const volatile __u32 *const restrict strict;
	void **handle;
};

struct node node;
int *const constant_pointer;
const int *pointer_to_constant;
void *nothing;
volatile int *volatile restless;

SEC("socket")
int use(void *ctx)
{
	return node.next == 0;
}
