// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// minimal_legacy: as minimal, for kernels before 5.5, which know no global variables.
//
// What would be a global is the only entry of a map. Both sides look it up and write to it, as to any
// other map.

// Has bpf_printk() keep its text on the stack: a constant is a global too.
#define BPF_NO_GLOBAL_DATA

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

// An array with one entry, which is there from the beginning and zero: nobody's process id.
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, int);
} my_pid_map SEC(".maps");

SEC("tp/syscalls/sys_enter_write")
int handle_tp(void *ctx)
{
	int pid = bpf_get_current_pid_tgid() >> 32;
	__u32 key = 0;
	int *my_pid = bpf_map_lookup_elem(&my_pid_map, &key);

	// The verifier wants to see that a pointer is none to nowhere before it is followed.
	if (!my_pid || pid != *my_pid)
		return 0;

	bpf_printk("BPF triggered from PID %d.", pid);
	return 0;
}
