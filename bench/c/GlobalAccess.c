// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// A global's get and set, as a skeleton does them: loads and stores in the mapped section.
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

#define ROUNDS 100000000L

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1e9 + time.tv_nsec;
}

int main(void)
{
	struct bpf_object *object = bpf_object__open_file("bench/bpf/GlobalAccess.bpf.o", NULL);

	if (!object || bpf_object__load(object))
		return 1;
	int fd = bpf_object__find_map_fd_by_name(object, "GlobalAc.bss");
	volatile unsigned long *counter = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (counter == MAP_FAILED)
		return 1;
	unsigned long sum = 0;
	double begun = now();
	for (long i = 0; i < ROUNDS; i++)
		sum += *counter;
	printf("get-ns %f\n", (now() - begun) / ROUNDS);
	begun = now();
	for (long i = 0; i < ROUNDS; i++)
		*counter = i;
	printf("set-ns %f\n", (now() - begun) / ROUNDS);
	bpf_object__close(object);
	return sum == 1;
}
