// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// usdt: each time a program comes by a probe that its authors left in it, with the probe's arguments.
//
// A USDT probe (user-level statically defined tracing) is one instruction that does nothing, and a
// note in the ELF file that says where it is, what it is called, and in which registers and stack
// slots its arguments are. libbpf reads the note and puts a uprobe there; the authors promise name
// and arguments, so they stay the same while functions come and go.

#include <linux/bpf.h>
#include <linux/ptrace.h>
// usdt.bpf.h speaks of bool.
#include <stdbool.h>
#include <bpf/bpf_helpers.h>
// bpf_usdt_arg(): an argument, wherever the note says it is. Brings two maps that libbpf fills.
#include <bpf/usdt.bpf.h>
#include "arguments.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

const volatile int ignored_pid = 0; // all processes but this one
// HotSpot's texts do not end with a zero byte: the next argument is their length.
const volatile bool counted_texts = false;

struct hit {
	int pid;
	int tid;
	char comm[16];
	struct arguments arguments;
};
// BTF keeps a type that a global names.
const struct hit *unused __attribute__((unused));

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 1 << 20);
} events SEC(".maps");

__u64 dropped = 0;

// No word on where: that is decided when it is attached, attach(usdt(FILE, PROVIDER, NAME)).
SEC("usdt")
int probe_hit(struct pt_regs *ctx)
{
	__u64 thread = bpf_get_current_pid_tgid();
	int count = bpf_usdt_arg_cnt(ctx);
	struct argument *argument;
	struct hit *hit;

	if ((int)(thread >> 32) == ignored_pid)
		return 0;
	// Room in the buffer, to be filled in place: the event is never copied.
	hit = bpf_ringbuf_reserve(&events, sizeof(*hit), 0);
	if (!hit) {
		__sync_fetch_and_add(&dropped, 1);
		return 0;
	}
	hit->pid = thread >> 32;
	hit->tid = (int)thread;
	bpf_get_current_comm(hit->comm, sizeof(hit->comm));
	hit->arguments.count = count < 0 ? 0 : count < MAX_ARGUMENTS ? count : MAX_ARGUMENTS;

	// Those that are not there become 0.
	for (int i = 0; i < MAX_ARGUMENTS; i++) {
		argument = &hit->arguments.values[i];
		bpf_usdt_arg(ctx, i, &argument->value);
	}
	for (int i = 0; i < MAX_ARGUMENTS; i++) {
		unsigned int size = MAX_TEXT;

		argument = &hit->arguments.values[i];
		if (counted_texts && i + 1 < MAX_ARGUMENTS && argument[1].value < MAX_TEXT)
			size = (argument[1].value & (MAX_TEXT - 1)) + 1;
		read_text(argument, size);
	}
	bpf_ringbuf_submit(hit, 0);
	return 0;
}
