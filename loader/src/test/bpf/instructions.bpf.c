// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// instructions: one of each kind that this clang writes, and calls of every sort, for the text that
// is made of them. Never attached.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, __u64);
} values SEC(".maps");

__u64 counter;
__u32 small;
static volatile __u32 hidden[4];

extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;

static __attribute__((noinline)) __u64 twice(__u64 number)
{
	return number * 2 + hidden[1];
}

__attribute__((noinline)) int shared(int number)
{
	return number * 3 + twice(number);
}

static long visit(void *map, __u32 *key, __u64 *value, void *ctx)
{
	__sync_fetch_and_add(&counter, *value);
	return 0;
}

SEC("?tc")
int all(struct __sk_buff *skb)
{
	__u32 key = skb->len & 3;
	__u64 *value = bpf_map_lookup_elem(&values, &key);
	__s64 n = skb->mark;

	if (!value)
		return 0;
	bpf_rcu_read_lock();
	bpf_rcu_read_unlock();
	bpf_for_each_map_elem(&values, visit, 0, 0);
	__sync_fetch_and_or(&counter, n);
	__sync_fetch_and_and(&counter, n);
	__sync_fetch_and_xor(&counter, n);
	n += __sync_fetch_and_add(&counter, 3);
	n += __sync_lock_test_and_set(&counter, n);
	n += __sync_val_compare_and_swap(&small, 1, 2);
	n = (__u64)n / 3 % (skb->priority + 7) << 2 >> 1;
	n ^= __builtin_bswap32(n) | -n;
	n -= __builtin_bswap16(n) & __builtin_bswap64(n);
	*value = n;
	hidden[1] = shared(n) + twice(n);
	if (n > 5 && (__s64)n < -3)
		*(__u16 *)value = 7;
	if ((__u32)n > skb->priority || n & 4)
		*(__u8 *)value = small;
	return n >= 0;
}

SEC("?socket")
int packet(struct __sk_buff *skb)
{
	int kind;

	/* The only two instructions that read a packet by themselves. */
	asm volatile("r6 = %1\n"
		     "r0 = *(u16 *)skb[12]\n"
		     "r7 = r0\n"
		     "r0 = *(u8 *)skb[r7]\n"
		     "%0 = r0\n"
		     : "=r"(kind)
		     : "r"(skb)
		     : "r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7");
	return kind;
}
