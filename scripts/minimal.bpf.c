// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// minimal: says hello from the kernel each time one process calls write().
//
// The smallest program worth running: one global that user space sets, one hook, one line of
// output. minimal.jsh opens it, sets my_pid, loads it, attaches it and shows what it prints.

// The kernel's own words for BPF: types such as __u64, numbers of helpers, kinds of maps.
#include <linux/bpf.h>
// libbpf's words for the C side: SEC(), bpf_printk() and the declarations of the helpers.
#include <bpf/bpf_helpers.h>

// The kernel asks for the licence before it lends helpers that are for GPL programs only, and
// bpf_printk() stands on one of these.
char LICENSE[] SEC("license") = "Dual BSD/GPL";

// A global variable. It is zero, so the compiler puts it into the section .bss; libbpf makes a map
// of that section, and user space and the kernel share its memory. 0 is nobody's process id: until
// user space writes one, the program is silent.
int my_pid = 0;

// SEC() names the hook: tp/CATEGORY/NAME is a tracepoint, here the entry to the system call write.
// libbpf reads it, so attach() needs no further word. ctx would hold the call's arguments.
SEC("tp/syscalls/sys_enter_write")
int handle_tp(void *ctx)
{
	// The upper half is the process (what getpid() returns), the lower half the thread.
	int pid = bpf_get_current_pid_tgid() >> 32;

	// Every process on the machine comes by here: let all pass but the one we watch.
	if (pid != my_pid)
		return 0;

	// A line in the kernel's trace buffer, readable at /sys/kernel/tracing/trace_pipe. The text
	// itself lies in the section .rodata. No newline: the kernel ends the line.
	bpf_printk("BPF triggered from PID %d.", pid);

	// What a tracepoint program returns changes nothing for the one who is traced.
	return 0;
}
