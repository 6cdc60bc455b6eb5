// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// What the benchmarks of ring buffers share: the object, loaded, and runs of its programs.
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static struct bpf_object *object;

static void ring_load(void)
{
	object = bpf_object__open_file("bench/bpf/ring.bpf.o", NULL);
	if (!object || bpf_object__load(object))
		exit(1);
}

static int ring_fd(void)
{
	return bpf_object__find_map_fd_by_name(object, "ring");
}

static int program_fd(const char *name)
{
	return bpf_program__fd(bpf_object__find_program_by_name(object, name));
}

// Runs a program that sends so many events; answers how many found room.
static inline unsigned int send_events(int program, unsigned long long count)
{
	LIBBPF_OPTS(bpf_test_run_opts, options, .ctx_in = &count, .ctx_size_in = sizeof(count));

	if (bpf_prog_test_run_opts(program, &options))
		exit(1);
	return options.retval;
}

static inline double seconds_of(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return time.tv_sec + time.tv_nsec / 1e9;
}

static inline double seconds(void)
{
	return seconds_of(CLOCK_MONOTONIC);
}

// What this thread has had of a CPU: what else runs on the machine does not count.
static inline double thread_seconds(void)
{
	return seconds_of(CLOCK_THREAD_CPUTIME_ID);
}
