// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// Decode: an event as tracing tools have it, in a global so that its type and bytes are there.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

enum state { RUNNING, SLEEPING, STOPPED };

struct event {
	__u64 when;
	__u32 pid;
	__s32 exit_code;
	enum state state;
	__u64 address;
	char comm[16];
};

struct event event = {1234567890123ULL, 4711, -1, SLEEPING, 0xffff888000001234ULL, "kworker/0:1"};

SEC("socket")
int use(void *ctx)
{
	event.when += 1;
	return 0;
}
