// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// extern_ksyms: symbols of the kernel by address, variables by type, those that do not exist included.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

extern const void vfs_read __ksym;
extern const int bpf_prog_active __ksym __weak;
extern const void no_such_symbol __ksym __weak;
extern const int no_such_variable __ksym __weak;

__u64 address;
__u64 none;

SEC("tp/syscalls/sys_enter_getppid")
int use(void *ctx)
{
	address = (__u64)&vfs_read;
	none = (__u64)&no_such_symbol;
	return &bpf_prog_active != 0 && &no_such_variable != 0;
}
