/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What iterators are called with: which run this is, and what it has come to. At the end of a run they
 * are called once more with nothing.
 */
#ifndef ITER_H
#define ITER_H

struct seq_file;
struct task_struct;

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct bpf_iter_meta {
	struct seq_file *seq;
};

/* SEC("iter/task"), each thread of the machine. */
struct bpf_iter__task {
	struct bpf_iter_meta *meta;
	struct task_struct *task;
};

#pragma clang attribute pop

#endif
