// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// One thread has a program send events, another takes them at the same time.
#include "ring.h"
#include <pthread.h>

#define EVENTS 20000000L
#define AT_A_TIME 20000

static long taken;
static unsigned long long sum;

static int handle(void *context, void *data, size_t size)
{
	(void)context;
	(void)size;
	sum += *(unsigned long long *)data;
	taken++;
	return 0;
}

static void *produce(void *argument)
{
	int program = program_fd("send_small");

	for (long sent = 0; sent < EVENTS;)
		sent += send_events(program, EVENTS - sent < AT_A_TIME ? EVENTS - sent : AT_A_TIME);
	return argument;
}

int main(void)
{
	pthread_t producer;

	ring_load();
	struct ring_buffer *ring = ring_buffer__new(ring_fd(), handle, NULL, NULL);
	if (!ring)
		return 1;
	double begun = seconds();
	if (pthread_create(&producer, NULL, produce, NULL))
		return 1;
	while (taken < EVENTS)
		if (ring_buffer__poll(ring, 100) < 0)
			return 1;
	printf("events-per-second %f\n", EVENTS / (seconds() - begun));
	pthread_join(producer, NULL);
	return sum == 0;
}
