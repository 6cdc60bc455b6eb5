/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 *
 * The few of the kernel's types that the corpus looks into, with the few members that it reads: the
 * loader finds where they lie in the running kernel (CO-RE).
 */
#ifndef CORPUS_KERNEL_H
#define CORPUS_KERNEL_H

#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct nsproxy {
	int unused___corpus;
};

struct task_struct {
	int pid;
	int tgid;
	char comm[16];
	struct task_struct *real_parent;
	struct nsproxy *nsproxy;
	unsigned int sched_reset_on_fork : 1;
};

struct bpf_iter_meta {
	struct seq_file *seq;
	__u64 session_id;
	__u64 seq_num;
};

struct bpf_iter__task {
	struct bpf_iter_meta *meta;
	struct task_struct *task;
};

struct bpf_map {
	__u32 id;
	char name[16];
	__u32 max_entries;
};

struct bpf_iter__bpf_map {
	struct bpf_iter_meta *meta;
	struct bpf_map *map;
};

#pragma clang attribute pop

#endif
