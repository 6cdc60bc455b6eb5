// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// extern_kconfig: how the kernel is built and which it is, of every type that libbpf fills in.

#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

extern int LINUX_KERNEL_VERSION __kconfig;
extern _Bool LINUX_HAS_SYSCALL_WRAPPER __kconfig;
extern _Bool CONFIG_BPF_SYSCALL __kconfig __weak;
extern enum libbpf_tristate CONFIG_EXT4_FS __kconfig __weak;
extern int CONFIG_HZ __kconfig __weak;
extern char CONFIG_NO_SUCH_OPTION __kconfig __weak;
extern char CONFIG_DEFAULT_HOSTNAME[8] __kconfig __weak;

__u64 version;

SEC("socket")
int use(void *ctx)
{
	version = LINUX_KERNEL_VERSION;
	return LINUX_HAS_SYSCALL_WRAPPER + CONFIG_BPF_SYSCALL + (CONFIG_EXT4_FS == TRI_MODULE) + CONFIG_HZ +
	       (CONFIG_NO_SUCH_OPTION == 'y') + CONFIG_DEFAULT_HOSTNAME[0];
}
