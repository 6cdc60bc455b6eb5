// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// btf_integers: every width of integer, with and without sign, characters and truth values.

#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

char letter = 'x';
signed char s8 = -1;
unsigned char u8 = 1;
short s16 = -2;
unsigned short u16 = 2;
int s32 = -3;
unsigned int u32 = 3;
long s64 = -4;
unsigned long u64 = 4;
long long longest = -5;
unsigned long long unsigned_longest = 5;
__int128 s128 = -6;
unsigned __int128 u128 = 6;
bool yes = true;
_Bool no;
__be16 port = 0x5000;
__le32 word = 7;

SEC("socket")
int use(void *ctx)
{
	no = yes && s8 < 0;
	return u8;
}
