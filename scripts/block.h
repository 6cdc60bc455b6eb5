/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 *
 * What the tracepoints of block devices hand to a program, only the members used; the loader finds
 * where they lie in the running kernel (CO-RE).
 */
#ifndef BLOCK_H
#define BLOCK_H

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

/* tp/block/block_rq_issue: the driver is given a request. */
struct trace_event_raw_block_rq {
	__u32 dev; /* of the disk, never of a partition: the major number, then 20 bits of the minor */
	__u64 sector;
};

/* tp/block/block_rq_complete: the device has answered. */
struct trace_event_raw_block_rq_completion {
	__u32 dev;
	__u64 sector;
};

/* Its name before Linux commit d5869fdc189f ("block: introduce block_rq_error tracepoint") (in v5.18). */
struct trace_event_raw_block_rq_complete {
	__u32 dev;
	__u64 sector;
};

#pragma clang attribute pop

#endif
