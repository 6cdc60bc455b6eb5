// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// doctor: the proof that BPF works here: a program that runs when one process asks for its thread id.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

int my_pid = 0;
int calls = 0;

SEC("tp/syscalls/sys_enter_gettid")
int seen(void *ctx)
{
	if (bpf_get_current_pid_tgid() >> 32 == my_pid)
		__sync_fetch_and_add(&calls, 1);
	return 0;
}
