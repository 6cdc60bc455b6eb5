// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// code_core: relocations to the running kernel: members, existence, sizes, bit fields, enum values.

#include "kernel.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

enum bpf_map_type___corpus {
	BPF_MAP_TYPE_HASH___corpus = 1,
	BPF_MAP_TYPE_NO_SUCH___corpus = 2,
};

struct no_such_struct___corpus {
	int nothing;
} __attribute__((preserve_access_index));

struct task_struct___other {
	int no_such_member;
} __attribute__((preserve_access_index));

__u32 parent;
__u32 size;
__u32 exists[4];
__u32 value;
__u64 bit;
char comm[16];

SEC("raw_tp/sys_enter")
int use(void *ctx)
{
	struct task_struct *task = (void *)bpf_get_current_task();

	parent = BPF_CORE_READ(task, real_parent, tgid);
	bpf_core_read_str(comm, sizeof(comm), &task->comm);
	size = bpf_core_type_size(struct task_struct);
	exists[0] = bpf_core_field_exists(task->nsproxy);
	exists[1] = bpf_core_field_exists(((struct task_struct___other *)task)->no_such_member);
	exists[2] = bpf_core_type_exists(struct no_such_struct___corpus);
	exists[3] = bpf_core_enum_value_exists(enum bpf_map_type___corpus, BPF_MAP_TYPE_NO_SUCH___corpus);
	value = bpf_core_enum_value(enum bpf_map_type___corpus, BPF_MAP_TYPE_HASH___corpus);
	bit = BPF_CORE_READ_BITFIELD_PROBED(task, sched_reset_on_fork);
	return 0;
}
