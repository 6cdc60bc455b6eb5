// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Shows each program that starts and ends, as scripts/bootstrap.jsh does and through the same object, while a shell
// starts short ones as fast as it can. What it costs is counted from when it is attached to when all are shown. It reads
// with ring_buffer__poll() in a loop, as is usual, and so wakes up for each event.
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "../../scripts/bootstrap.h"

static FILE *table;
static long rows;

static int show(void *context, void *data, size_t size)
{
	struct event *event = data;
	time_t now = time(NULL);
	struct tm local;
	char clock[16];

	(void)context;
	if (size < sizeof(*event))
		return -1;
	localtime_r(&now, &local);
	strftime(clock, sizeof(clock), "%H:%M:%S", &local);
	fprintf(table, "%-8s %-5s %-16s %7d %7d ", clock, event->kind == EXEC ? "EXEC" : "EXIT", event->comm,
		event->pid, event->ppid);
	if (event->kind == EXEC)
		fprintf(table, "%s\n", event->filename);
	else if (event->duration_ns)
		fprintf(table, "%d, after %llu ms\n", event->exit_code, event->duration_ns / 1000000);
	else
		fprintf(table, "%d\n", event->exit_code);
	rows++;
	return 0;
}

static double cpu_seconds(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return time.tv_sec + time.tv_nsec / 1e9;
}

static pid_t start_short_programs(const char *count)
{
	pid_t child = fork();

	if (child == 0) {
		execl("/bin/sh", "sh", "-c", "i=0; while [ $i -lt $0 ]; do /bin/true; i=$((i + 1)); done", count, NULL);
		_exit(127);
	}
	return child;
}

// Shows what comes until so many short programs have run; answers microseconds of CPU for a row.
static double run(struct ring_buffer *ring, const char *count)
{
	double begun = cpu_seconds();
	long before = rows;
	pid_t child = start_short_programs(count);
	bool ended = false;

	while (child > 0) {
		int events = ring_buffer__poll(ring, 100);

		if (events < 0)
			exit(1);
		// What is shown is seen at once, also by one who reads it through a pipe.
		fflush(table);
		if (ended && events == 0)
			break;
		ended = ended || waitpid(child, NULL, WNOHANG) == child;
	}
	return (cpu_seconds() - begun) * 1e6 / (rows - before);
}

int main(void)
{
	struct bpf_object *object = bpf_object__open_file("scripts/bootstrap.bpf.o", NULL);
	struct bpf_program *program;
	struct ring_buffer *ring;

	if (!object || bpf_object__load(object))
		return 1;
	ring = ring_buffer__new(bpf_object__find_map_fd_by_name(object, "events"), show, NULL, NULL);
	table = popen("cat >/dev/null", "w");
	if (!ring || !table)
		return 1;
	bpf_object__for_each_program(program, object)
		if (!bpf_program__attach(program))
			return 1;
	fprintf(table, "%-8s %-5s %-16s %7s %7s %s\n", "TIME", "EVENT", "COMM", "PID", "PPID", "FILENAME/EXIT CODE");
	printf("us-per-row-of-first-2000 %f\n", run(ring, "2000"));
	printf("us-per-row %f\n", run(ring, "8000"));
	return 0;
}
