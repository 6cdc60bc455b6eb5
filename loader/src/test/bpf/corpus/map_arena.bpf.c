// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// map_arena: memory that programs and user space share by pointers (Linux 6.9).

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#define ARENA 33

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct {
	__uint(type, ARENA);
	__uint(map_flags, BPF_F_MMAPABLE);
	__uint(max_entries, 16);
} arena SEC(".maps");

SEC("syscall")
int use(void *ctx)
{
	return 0;
}
