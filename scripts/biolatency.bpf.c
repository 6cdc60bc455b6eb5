// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// biolatency: how long block devices take, as a histogram.
//
// Two tracepoints: a request is given to the driver, and it comes back. What is between is the
// device's own time, without the time that requests wait in the kernel's queue.

#include <linux/bpf.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include "block.h"
#include "log2.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

// Set before load: a histogram for each disk.
const volatile int by_disk = 0;

struct histogram {
	__u64 slots[SLOTS];   // slot i counts those that took 2^i microseconds or more
};

// By disk; 0 is all together.
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 256);
	__type(key, __u32);
	__type(value, struct histogram);
} histograms SEC(".maps");

// A request on its way is known by where it reads or writes.
struct request {
	__u32 dev;
	__u64 sector;
};

// When it was issued. Requests that never come back must not fill the map for ever: LRU.
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 10240);
	__type(key, struct request);
	__type(value, __u64);
} issued SEC(".maps");

// Requests for which there was no histogram.
__u64 lost = 0;

SEC("tp/block/block_rq_issue")
int issue(struct trace_event_raw_block_rq *ctx)
{
	struct request request = {};
	__u64 now = bpf_ktime_get_ns();

	request.dev = ctx->dev;
	request.sector = ctx->sector;
	bpf_map_update_elem(&issued, &request, &now, BPF_ANY);
	return 0;
}

static struct histogram *histogram_of(__u32 disk)
{
	static const struct histogram empty;
	struct histogram *histogram = bpf_map_lookup_elem(&histograms, &disk);

	if (histogram)
		return histogram;
	bpf_map_update_elem(&histograms, &disk, &empty, BPF_NOEXIST);
	return bpf_map_lookup_elem(&histograms, &disk);
}

SEC("tp/block/block_rq_complete")
int complete(void *ctx)
{
	struct request request = {};
	struct histogram *histogram;
	__u64 *when;

	// The loader answers this question: what is not there is cut out of the program.
	if (bpf_core_type_exists(struct trace_event_raw_block_rq_completion)) {
		struct trace_event_raw_block_rq_completion *event = ctx;

		request.dev = BPF_CORE_READ(event, dev);
		request.sector = BPF_CORE_READ(event, sector);
	} else {
		struct trace_event_raw_block_rq_complete *event = ctx;

		request.dev = BPF_CORE_READ(event, dev);
		request.sector = BPF_CORE_READ(event, sector);
	}
	when = bpf_map_lookup_elem(&issued, &request);
	if (!when)
		return 0;
	histogram = histogram_of(by_disk ? request.dev : 0);
	if (histogram)
		__sync_fetch_and_add(&histogram->slots[slot((bpf_ktime_get_ns() - *when) / 1000)], 1);
	else
		__sync_fetch_and_add(&lost, 1);
	bpf_map_delete_elem(&issued, &request);
	return 0;
}
