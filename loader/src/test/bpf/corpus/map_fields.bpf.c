// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// map_fields: values with members that the kernel itself looks after: a lock, a timer.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct guarded {
	struct bpf_spin_lock lock;
	__u32 count;
};

struct timed {
	struct bpf_timer timer;
	__u64 fired;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, struct guarded);
} guarded SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4);
	__type(key, __u32);
	__type(value, struct timed);
} timed SEC(".maps");

SEC("tc")
int use(struct __sk_buff *skb)
{
	__u32 key = 0;
	struct guarded *value = bpf_map_lookup_elem(&guarded, &key);

	if (value) {
		bpf_spin_lock(&value->lock);
		value->count += 1;
		bpf_spin_unlock(&value->lock);
	}
	return bpf_map_lookup_elem(&timed, &key) != 0;
}
