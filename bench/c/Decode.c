// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// An event by its BTF, as libbpf does it: text through btf_dump__dump_type_data().
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define ROUNDS 200000

static char text[4096];
static size_t length;

static void print(void *context, const char *format, va_list arguments)
{
	(void)context;
	length += vsnprintf(text + length, sizeof(text) - length, format, arguments);
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec + time.tv_nsec / 1e9;
}

int main(void)
{
	struct bpf_object *object = bpf_object__open_file("bench/bpf/Decode.bpf.o", NULL);

	if (!object)
		return 1;
	size_t size;
	const void *bytes = bpf_map__initial_value(bpf_object__find_map_by_name(object, ".data"), &size);
	const struct btf *btf = bpf_object__btf(object);
	int type = btf__find_by_name_kind(btf, "event", BTF_KIND_STRUCT);
	struct btf_dump *dump = btf_dump__new(btf, print, NULL, NULL);

	if (!bytes || type < 0 || !dump)
		return 1;
	double begun = now();
	for (int i = 0; i < ROUNDS; i++) {
		length = 0;
		if (btf_dump__dump_type_data(dump, type, bytes, size, NULL) < 0)
			return 1;
	}
	printf("texts-per-s %f\n", ROUNDS / (now() - begun));
	btf_dump__free(dump);
	bpf_object__close(object);
	return 0;
}
