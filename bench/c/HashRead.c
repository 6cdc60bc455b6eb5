// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Reading a hash of a million entries, u32 to u64: batch lookups that sum the values; and beside it
// what bpftool needs to print it.
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ENTRIES 1000000
#define PORTION 87381
#define WARM_UP 5

static unsigned int keys[PORTION];
static unsigned long long values[PORTION];

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static void fill(int map)
{
	for (unsigned int from = 0; from < ENTRIES; from += PORTION) {
		unsigned int count = ENTRIES - from < PORTION ? ENTRIES - from : PORTION;

		for (unsigned int i = 0; i < count; i++) {
			keys[i] = from + i;
			values[i] = from + i;
		}
		if (bpf_map_update_batch(map, keys, values, &count, NULL))
			exit(1);
	}
}

static unsigned long long read_all(int map)
{
	unsigned long long sum = 0;
	unsigned int batch[2][2];
	int at = 0;
	void *in = NULL;

	for (;;) {
		unsigned int count = PORTION;
		int error = bpf_map_lookup_batch(map, in, batch[at], keys, values, &count, NULL);

		if (error && error != -ENOENT)
			exit(1);
		for (unsigned int i = 0; i < count; i++)
			sum += values[i];
		if (error)
			return sum;
		in = batch[at];
		at = !at;
	}
}

int main(void)
{
	int map = bpf_map_create(BPF_MAP_TYPE_HASH, "hash_read", 4, 8, ENTRIES, NULL);
	char command[100];

	if (map < 0)
		return 1;
	fill(map);
	for (int i = 0; i < WARM_UP; i++)
		read_all(map);
	double begun = now();
	unsigned long long sum = read_all(map);

	printf("ms-batches %f\n", now() - begun);
	if (sum != (unsigned long long)ENTRIES * (ENTRIES - 1) / 2)
		return 1;
	snprintf(command, sizeof(command), "bpftool map dump name hash_read >/dev/null");
	begun = now();
	if (system(command) == 0)
		printf("ms-dumped %f\n", now() - begun);
	return 0;
}
