// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// minimal_ns: as minimal, in a container too, where a process has another id than outside.
//
// A pid namespace numbers its processes anew: what a process in it calls its pid is not what
// bpf_get_current_pid_tgid() gives, which is the number outside of all namespaces. User space says
// which namespace it is in, and the kernel tells the pid that counts there.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

// The process to watch, and its pid namespace: device and inode of /proc/self/ns/pid.
int my_pid = 0;
__u64 dev = 0;
__u64 ino = 0;

SEC("tp/syscalls/sys_enter_write")
int handle_tp(void *ctx)
{
	struct bpf_pidns_info ns;

	// Fails in a process of another namespace: not ours.
	if (bpf_get_ns_current_pid_tgid(dev, ino, &ns, sizeof(ns)))
		return 0;

	// Here tgid is the process and pid the thread.
	if ((int)ns.tgid != my_pid)
		return 0;

	bpf_printk("BPF triggered from PID %d.", ns.tgid);
	return 0;
}
