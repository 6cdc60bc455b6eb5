// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// sec_cgroup_controls: a cgroup's devices, sysctls and socket options.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

SEC("cgroup/dev")
int devices(void *ctx)
{
	return 1;
}

SEC("cgroup/sysctl")
int sysctls(void *ctx)
{
	return 1;
}

SEC("cgroup/getsockopt")
int get_option(void *ctx)
{
	return 1;
}

SEC("cgroup/setsockopt")
int set_option(void *ctx)
{
	return 1;
}
