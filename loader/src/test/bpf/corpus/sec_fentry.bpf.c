// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_fentry: the entry and the end of kernel functions, and their result changed.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("fentry/do_nanosleep")
int entry(void *ctx)
{
	return 0;
}

SEC("fexit/do_nanosleep")
int leave(void *ctx)
{
	return 0;
}

SEC("fmod_ret/security_file_open")
int result(void *ctx)
{
	return 0;
}

SEC("fentry.s/__x64_sys_getpgid")
int entry_sleeps(void *ctx)
{
	return 0;
}

SEC("fexit.s/__x64_sys_getpgid")
int leave_sleeps(void *ctx)
{
	return 0;
}

SEC("fmod_ret.s/__x64_sys_getpgid")
int result_sleeps(void *ctx)
{
	return 0;
}
