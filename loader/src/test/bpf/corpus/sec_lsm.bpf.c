// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_lsm: hooks of the security modules, for all and for a cgroup.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("lsm/file_open")
int opens(void *ctx)
{
	return 0;
}

SEC("lsm.s/file_open")
int opens_sleeps(void *ctx)
{
	return 0;
}

SEC("lsm_cgroup/socket_bind")
int of_cgroup(void *ctx)
{
	return 0;
}
