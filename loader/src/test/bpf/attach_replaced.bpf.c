// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_replaced: a program with a global function that another program can replace.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__attribute__((noinline)) int verdict(struct __sk_buff *skb)
{
	volatile int answer = 1;

	return answer;
}

SEC("socket")
int ask(struct __sk_buff *skb)
{
	return verdict(skb);
}
