// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// Runs a program in a terminal of its own, 80x24, does what a person would there, and prints how long that took from the
// program's start, as "ms VALUE":
//
//	terminal STEP... -- PROGRAM [ARGUMENT...]
//
//	send TEXT	types it
//	see TEXT	waits until it is shown, behind what was seen before; control sequences are left out
//	attached	waits until a write() has run a BPF program of it, as the kernel's count of runs says
//	ended		waits until the program has ended, with status 0
//	from		counts from now
//	idle		waits until it has used no CPU for a second
//	memory		prints its resident memory (PSS, all its processes) as "MiB VALUE", in place of the time
#include <bpf/bpf.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE_MS 120000
#define KILL_AFTER_MS 5000

static pid_t program;
static int terminal = -1;
static double started;
static const char *waiting_for = "its start";

// What the program has shown and was not seen yet.
static char shown[1 << 16];
static size_t length;

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static void fail(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	fprintf(stderr, "terminal: ");
	vfprintf(stderr, format, arguments);
	fprintf(stderr, "\nshown last:\n%s\n", shown + (length > 1000 ? length - 1000 : 0));
	va_end(arguments);
	exit(1);
}

// --- what the program shows --------------------------------------------------------------------

static void show(char c)
{
	static enum { TEXT, ESCAPE, SEQUENCE, STRING, CHARSET } within = TEXT;

	switch (within) {
	case TEXT:
		if (c == '\033') {
			within = ESCAPE;
		} else if (c && c != '\r') {
			if (length == sizeof(shown) - 1) {
				length /= 2;
				memmove(shown, shown + sizeof(shown) - 1 - length, length);
			}
			shown[length++] = c;
			shown[length] = '\0';
		}
		break;
	case ESCAPE:
		within = c == '[' ? SEQUENCE : c == ']' ? STRING : c == '(' ? CHARSET : TEXT;
		break;
	case SEQUENCE:
		if (c >= '@')
			within = TEXT;
		break;
	case STRING:
		if (c == '\a' || c == '\033')
			within = c == '\a' ? TEXT : ESCAPE;
		break;
	case CHARSET:
		within = TEXT;
		break;
	}
}

// Takes what comes within so many milliseconds; false once nothing can come any more.
static bool take(int milliseconds)
{
	struct pollfd poll_for = { .fd = terminal, .events = POLLIN };
	char bytes[4096];
	ssize_t count;

	if (now() - started > PATIENCE_MS)
		fail("waited too long for \"%s\"", waiting_for);
	if (poll(&poll_for, 1, milliseconds) <= 0)
		return true;
	count = read(terminal, bytes, sizeof(bytes));
	for (ssize_t i = 0; i < count; i++)
		show(bytes[i]);
	return count > 0;
}

static double see(const char *text)
{
	char *found;

	while (!(found = strstr(shown, text)))
		if (!take(1000))
			fail("it ended without \"%s\"", text);
	found += strlen(text);
	length -= found - shown;
	memmove(shown, found, length + 1);
	return now();
}

static void type(const char *text)
{
	if (write(terminal, text, strlen(text)) != (ssize_t)strlen(text))
		fail("cannot type \"%s\": %s", text, strerror(errno));
}

static double ended(void)
{
	int status;

	while (take(1000))
		;
	if (waitpid(program, &status, 0) != program || status != 0)
		fail("it ended with status 0x%x", status);
	return now();
}

// --- its processes -----------------------------------------------------------------------------

// The sum over all processes of the program's session, each of them a folder of /proc.
static double sum(double (*of)(const char *folder))
{
	DIR *all = opendir("/proc");
	struct dirent *entry;
	double total = 0;

	while ((entry = readdir(all))) {
		pid_t pid = atoi(entry->d_name);
		char folder[32];

		if (pid <= 0 || getsid(pid) != program)
			continue;
		snprintf(folder, sizeof(folder), "/proc/%d", pid);
		total += of(folder);
	}
	closedir(all);
	return total;
}

// The first line of a file of the folder that begins so; empty where there is none.
static const char *line(const char *folder, const char *name, const char *beginning)
{
	static char text[4096];
	char path[300];
	FILE *file;
	bool found = false;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = fopen(path, "r");
	while (file && !found && fgets(text, sizeof(text), file))
		found = strncmp(text, beginning, strlen(beginning)) == 0;
	if (file)
		fclose(file);
	return found ? text : "";
}

static double one(const char *folder)
{
	const char *name_end = strrchr(line(folder, "stat", ""), ')');

	return name_end && name_end[2] != 'Z';
}

static double cpu_ticks(const char *folder)
{
	const char *name_end = strrchr(line(folder, "stat", ""), ')');
	unsigned long user = 0, system = 0;

	// proc_pid_stat(5): utime and stime are the 12th and 13th behind the name.
	if (name_end)
		sscanf(name_end, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
	return user + system;
}

static double resident_kib(const char *folder)
{
	long kib = 0;

	sscanf(line(folder, "smaps_rollup", "Pss:"), "Pss: %ld", &kib);
	return kib;
}

static void idle(void)
{
	// The housekeeping of two JVMs takes a hundredth of a second each.
	for (double last = -3, used; (used = sum(cpu_ticks)) - last > 2; last = used)
		for (double until = now() + 1000; now() < until;)
			take(until - now() + 1);
}

// Leaves nothing running that could disturb what is measured next.
static void end(void)
{
	double begun = now();

	if (program <= 0)
		return;
	// The program learns of it as of a window that is closed.
	close(terminal);
	kill(-program, SIGTERM);
	for (;;) {
		waitpid(program, NULL, WNOHANG);
		if (sum(one) == 0)
			return;
		if (now() - begun > KILL_AFTER_MS)
			kill(-program, SIGKILL);
		usleep(5000);
	}
}

// --- its BPF programs --------------------------------------------------------------------------

static __u32 newest_before;
static __u32 wanted;

static void count_runs(void)
{
	if (bpf_enable_stats(BPF_STATS_RUN_TIME) < 0)
		fail("the kernel does not count runs: %s", strerror(errno));
	while (bpf_prog_get_next_id(newest_before, &newest_before) == 0)
		;
}

static bool has_run(__u32 id)
{
	struct bpf_prog_info info = {};
	__u32 size = sizeof(info);
	int fd = bpf_prog_get_fd_by_id(id);
	bool ran = fd >= 0 && bpf_obj_get_info_by_fd(fd, &info, &size) == 0 && info.type == BPF_PROG_TYPE_TRACEPOINT &&
		   info.run_cnt > 0;

	if (fd >= 0)
		close(fd);
	return ran;
}

static double holds_wanted(const char *folder)
{
	char files[64];
	struct dirent *entry;
	DIR *all;
	double held = 0;

	snprintf(files, sizeof(files), "%s/fdinfo", folder);
	all = opendir(files);
	while (all && (entry = readdir(all))) {
		unsigned int id = 0;

		sscanf(line(files, entry->d_name, "prog_id:"), "prog_id: %u", &id);
		held += id == wanted;
	}
	if (all)
		closedir(all);
	return held;
}

// Whatever way the program goes to attach, this is what it is for.
static double attached(void)
{
	int nowhere = open("/dev/null", O_WRONLY);

	for (;;) {
		if (write(nowhere, "", 1) != 1)
			fail("cannot write");
		for (__u32 id = newest_before; bpf_prog_get_next_id(id, &id) == 0;) {
			double at = now();

			wanted = id;
			if (has_run(id) && sum(holds_wanted) > 0) {
				close(nowhere);
				return at;
			}
		}
		if (!take(1))
			fail("it ended and has not attached");
	}
}

// --- all of it ---------------------------------------------------------------------------------

static void start(char **command)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };

	started = now();
	program = forkpty(&terminal, NULL, NULL, &size);
	if (program < 0)
		fail("forkpty: %s", strerror(errno));
	if (program == 0) {
		setenv("TERM", "xterm-256color", 1);
		execvp(command[0], command);
		fprintf(stderr, "%s: %s\n", command[0], strerror(errno));
		_exit(127);
	}
	atexit(end);
}

int main(int count, char **words)
{
	int steps = 1;
	double from, at;

	for (; steps < count && strcmp(words[steps], "--") != 0; steps++)
		if (strcmp(words[steps], "attached") == 0)
			count_runs();
	if (steps + 1 >= count)
		fail("usage: terminal STEP... -- PROGRAM [ARGUMENT...]");
	start(words + steps + 1);
	from = at = started;
	for (int i = 1; i < steps; i++) {
		const char *step = waiting_for = words[i];

		if (strcmp(step, "send") == 0) {
			type(words[++i]);
		} else if (strcmp(step, "see") == 0) {
			waiting_for = words[++i];
			at = see(waiting_for);
		} else if (strcmp(step, "attached") == 0) {
			at = attached();
		} else if (strcmp(step, "ended") == 0) {
			at = ended();
		} else if (strcmp(step, "from") == 0) {
			from = now();
		} else if (strcmp(step, "idle") == 0) {
			idle();
		} else if (strcmp(step, "memory") == 0) {
			printf("MiB %.1f\n", sum(resident_kib) / 1024);
			return 0;
		} else {
			fail("no step: %s", step);
		}
	}
	printf("ms %.2f\n", at - from);
	return 0;
}
