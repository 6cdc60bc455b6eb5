// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// gcpause: how long a Java virtual machine stands still to collect garbage, as a histogram.
//
// HotSpot stops all threads at a safepoint, and does there what cannot be done while they run. Its
// probes tell us the beginning and the end of each, and whether garbage was collected meanwhile:
//
//     safepoint__begin   "stop, all of you"
//       gc__begin        all have stopped, the collector works
//       gc__end
//     safepoint__end     they run again
//
// From gc__begin to gc__end is the collector's time. What the program feels is more: the threads
// that stopped first wait for the last. So the outer two are measured, and the inner one marks.

#include <linux/bpf.h>
#include <linux/ptrace.h>
// usdt.bpf.h speaks of bool.
#include <stdbool.h>
#include <bpf/bpf_helpers.h>
#include <bpf/usdt.bpf.h>
#include "log2.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

// One thread of the JVM, its VM thread, fires all of these, and one JVM is watched: so plain
// variables do, where many threads would need a map.
__u64 begun = 0;
bool collected = false;

// What user space reads: slots[i] counts the pauses from 2^i to 2^(i+1) microseconds.
__u64 slots[SLOTS];
__u64 pauses = 0;
__u64 total_nanoseconds = 0;
__u64 longest_nanoseconds = 0;

SEC("usdt")
int safepoint_begins(struct pt_regs *ctx)
{
	begun = bpf_ktime_get_ns();
	collected = false;
	return 0;
}

SEC("usdt")
int collection_begins(struct pt_regs *ctx)
{
	collected = true;
	return 0;
}

SEC("usdt")
int safepoint_ends(struct pt_regs *ctx)
{
	__u64 nanoseconds = bpf_ktime_get_ns() - begun;

	// Many safepoints have other reasons, and the first may have begun before we came.
	if (!begun || !collected)
		return 0;
	slots[slot(nanoseconds / 1000)]++;
	pauses++;
	total_nanoseconds += nanoseconds;
	if (nanoseconds > longest_nanoseconds)
		longest_nanoseconds = nanoseconds;
	return 0;
}
