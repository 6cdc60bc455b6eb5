// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// mapuse: a program that uses maps as programs do: each getpid() of the process watched_tgid counts
// on its CPU, takes its stack, pushes its time, notes its task and its cgroup, and calls whatever is
// in the program array.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

#define DEPTH 16

struct note {
	__u64 count;
	char comm[16];
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_HASH);
	__uint(max_entries, 8);
	__type(key, char[16]);
	__type(value, struct note);
} per_cpu SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, 64);
	__type(key, __u32);
	__uint(value_size, DEPTH * sizeof(__u64));
} stacks SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, 64);
	__uint(map_flags, BPF_F_STACK_BUILD_ID);
	__type(key, __u32);
	__uint(value_size, DEPTH * sizeof(struct bpf_stack_build_id));
} user_stacks SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, 4);
	__type(value, struct note);
} notes SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, struct note);
} tasks SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 2);
	__type(key, __u32);
	__type(value, __u32);
} calls SEC(".maps");

__u32 watched_tgid;
__u32 called;
__s64 stack_id;
__s64 user_stack_id;

SEC("tp/syscalls/sys_enter_getppid")
int callee(void *ctx)
{
	called += 1;
	return 0;
}

SEC("tp/syscalls/sys_enter_getpid")
int use(void *ctx)
{
	struct note first = {.count = 1};

	if (bpf_get_current_pid_tgid() >> 32 != watched_tgid)
		return 0;
	bpf_get_current_comm(first.comm, sizeof(first.comm));

	struct note *known = bpf_map_lookup_elem(&per_cpu, first.comm);

	if (known)
		known->count += 1;
	else
		bpf_map_update_elem(&per_cpu, first.comm, &first, BPF_ANY);

	stack_id = bpf_get_stackid(ctx, &stacks, 0);
	user_stack_id = bpf_get_stackid(ctx, &user_stacks, BPF_F_USER_STACK);
	bpf_map_push_elem(&notes, &first, BPF_EXIST);
	bpf_tail_call(ctx, &calls, 0);
	return 0;
}
