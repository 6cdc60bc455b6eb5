// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// code_functions: functions that programs call: static, global, weak, and one called by two.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u64 calls;

static __noinline int inner(int value)
{
	calls += value;
	return value + 1;
}

__noinline int global_step(int value)
{
	return inner(value) * 2;
}

__weak __noinline int weak_step(int value)
{
	return value * 3;
}

__hidden __noinline int hidden_step(int value)
{
	return value * 5;
}

SEC("socket")
int first(struct __sk_buff *skb)
{
	return global_step(skb->len) + weak_step(skb->len);
}

SEC("tc")
int second(struct __sk_buff *skb)
{
	return inner(skb->len) + global_step(1) + hidden_step(2);
}
