// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_tracepoints: tracepoints by their three ways: formatted, raw, raw with write access.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("tracepoint/syscalls/sys_enter_getppid")
int formatted(void *ctx)
{
	return 0;
}

SEC("tp/syscalls/sys_exit_getppid")
int formatted_short(void *ctx)
{
	return 0;
}

SEC("raw_tracepoint/sys_enter")
int raw(void *ctx)
{
	return 0;
}

SEC("raw_tp/sys_exit")
int raw_short(void *ctx)
{
	return 0;
}

SEC("raw_tracepoint.w/nbd_send_request")
int writable(void *ctx)
{
	return 0;
}

SEC("raw_tp.w/nbd_send_request")
int writable_short(void *ctx)
{
	return 0;
}

SEC("tp")
int anywhere(void *ctx)
{
	return 0;
}

SEC("raw_tp")
int raw_anywhere(void *ctx)
{
	return 0;
}
