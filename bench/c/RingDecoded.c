// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Takes all events out of a full ring buffer and looks at every member, several times. There is nothing to decode in C:
// this is what the machine can do.
#include "ring.h"

#define ROUNDS 20
#define MORE_THAN_FIT 2000000

struct event {
	unsigned long long sequence;
	unsigned long long when_ns;
	unsigned int tgid;
	unsigned int tid;
	unsigned int uid;
	int result;
	char comm[16];
};

static unsigned long long sum;

static int handle(void *context, void *data, size_t size)
{
	struct event *event = data;

	(void)context;
	if (size < sizeof(*event))
		return -1;
	sum += event->sequence + event->when_ns + event->tgid + event->tid + event->uid + event->result +
	       event->comm[0];
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
		send_events(program_fd("send"), MORE_THAN_FIT);
		double begun = thread_seconds();
		events += ring_buffer__consume(ring);
		spent += thread_seconds() - begun;
	}
	printf("decoded-per-second %f\n", events / spent);
	return sum == 0;
}
