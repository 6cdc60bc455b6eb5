// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// btf_arrays: arrays of arrays, of structs, of pointers, of bytes, of one.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct point {
	int x, y;
};

typedef __u8 address[6];
typedef address addresses[2];

int line[7] = {1, 2, 3};
int grid[2][3] = {{1, 2, 3}, {4, 5, 6}};
__u8 cube[2][3][4];
struct point points[3] = {{1, 2}, {3, 4}, {5, 6}};
void *pointers[4];
char words[3][5] = {"one", "two", "six"};
address mac = {1, 2, 3, 4, 5, 6};
addresses macs;
long one[1] = {42};

SEC("socket")
int use(void *ctx)
{
	return line[1] + grid[1][2] + points[2].y + mac[5] + macs[1][5];
}
