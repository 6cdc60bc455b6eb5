// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// rejected: compiles, and the verifier refuses it. The index comes from user space and nothing
// keeps it inside the value: "unbounded memory access, make sure to bounds check any such access".

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct row {
	__u32 length;
	__u8 cells[16];
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct row);
} rows SEC(".maps");

SEC("tp/syscalls/sys_enter_getpid")
int overrun(void *ctx)
{
	__u32 key = 0;
	struct row *row = bpf_map_lookup_elem(&rows, &key);

	if (!row)
		return 0;
	return row->cells[row->length];
}
