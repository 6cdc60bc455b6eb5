// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Takes all events out of a full ring buffer, several times.
#include "ring.h"

#define ROUNDS 40
#define MORE_THAN_FIT 2000000

static unsigned long long sum;

static int handle(void *context, void *data, size_t size)
{
	(void)context;
	(void)size;
	sum += *(unsigned long long *)data;
	return 0;
}

int main(void)
{
	double spent = 0;
	long events = 0;

	ring_load();
	struct ring_buffer *ring = ring_buffer__new(ring_fd(), handle, NULL, NULL);
	if (!ring)
		return 1;
	for (int i = 0; i < ROUNDS; i++) {
		send_events(program_fd("send_small"), MORE_THAN_FIT);
		double begun = thread_seconds();
		events += ring_buffer__consume(ring);
		spent += thread_seconds() - begun;
	}
	printf("events-per-second %f\n", events / spent);
	return sum == 0;
}
