// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// The life of an object: open, load, attach, close, as often as CYCLES says.
#include <bpf/libbpf.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define CYCLES 200

static int quiet(enum libbpf_print_level level, const char *format, va_list arguments)
{
	(void)level;
	(void)format;
	(void)arguments;
	return 0;
}

static void cycle(void)
{
	struct bpf_object *object = bpf_object__open_file("scripts/minimal.bpf.o", NULL);

	if (!object || bpf_object__load(object))
		exit(1);
	struct bpf_link *link = bpf_program__attach(bpf_object__next_program(object, NULL));
	if (!link)
		exit(1);
	bpf_link__destroy(link);
	bpf_object__close(object);
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1e6 + time.tv_nsec / 1e3;
}

int main(void)
{
	libbpf_set_print(quiet);
	double begun = now();
	for (int i = 0; i < CYCLES; i++)
		cycle();
	printf("us-per-cycle %f\n", (now() - begun) / CYCLES);
	return 0;
}
