// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// data_strings: texts that clang puts into sections of its own, and formats.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

char name[8] = "bpfsh";
const char greeting[] = "hello, world";
const volatile char lines[] = "first\nsecond\ttabbed \"quoted\" \\";
char full[4] = {'f', 'u', 'l', 'l'};
char umlaut[] = "\303\266\303\274";
int quiet = 1;

SEC("tp/syscalls/sys_enter_getppid")
int use(void *ctx)
{
	if (!quiet)
		bpf_printk("%s says %s", name, greeting);
	return 0;
}
