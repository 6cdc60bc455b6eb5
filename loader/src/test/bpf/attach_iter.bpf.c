// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// attach_iter: what iterators write: a line for each task, a struct for each element of a map.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct seq_file;
struct task_struct {
	int pid;
	int tgid;
} __attribute__((preserve_access_index));
struct bpf_iter_meta {
	struct seq_file *seq;
} __attribute__((preserve_access_index));
struct bpf_iter__task {
	struct bpf_iter_meta *meta;
	struct task_struct *task;
} __attribute__((preserve_access_index));
struct bpf_iter__bpf_map_elem {
	struct bpf_iter_meta *meta;
	void *map;
	__u32 *key;
	__u64 *value;
} __attribute__((preserve_access_index));

struct element {
	__u32 key;
	__u64 value;
};
struct element *unused;

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16);
	__type(key, __u32);
	__type(value, __u64);
} numbers SEC(".maps");

SEC("iter/task")
int tasks(struct bpf_iter__task *ctx)
{
	struct task_struct *task = ctx->task;

	if (task)
		BPF_SEQ_PRINTF(ctx->meta->seq, "%d %d\n", task->tgid, task->pid);
	return 0;
}

SEC("iter/bpf_map_elem")
int elements(struct bpf_iter__bpf_map_elem *ctx)
{
	__u32 *key = ctx->key;
	__u64 *value = ctx->value;
	struct element element = {};

	if (!key || !value)
		return 0;
	element.key = *key;
	element.value = *value;
	bpf_seq_write(ctx->meta->seq, &element, sizeof(element));
	return 0;
}

SEC("tp/syscalls/sys_enter_getpgid")
int fill(void *ctx)
{
	__u32 key = 7;
	__u64 value = 49;

	bpf_map_update_elem(&numbers, &key, &value, BPF_ANY);
	key = 8;
	value = 64;
	bpf_map_update_elem(&numbers, &key, &value, BPF_ANY);
	return 0;
}
