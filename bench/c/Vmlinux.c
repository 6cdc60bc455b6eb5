// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// The first use of the kernel's types: read them, find a struct by name, walk its members and
// theirs; and what bpftool takes to print them all.
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

// Members with a place, those of structs without a name among them.
static long members(const struct btf *btf, __u32 id)
{
	const struct btf_type *type = btf__type_by_id(btf, id);
	long count = 0;

	for (int i = 0; i < btf_vlen(type); i++) {
		const struct btf_member *member = &btf_members(type)[i];
		const struct btf_type *inner = btf__type_by_id(btf, member->type);

		if (btf_is_composite(inner) && !inner->name_off)
			count += members(btf, member->type);
		else if (btf__resolve_size(btf, member->type) >= 0 && btf_member_bit_offset(type, i) < ~0u)
			count++;
	}
	return count;
}

int main(void)
{
	double begun = now();
	struct btf *btf = btf__parse("/sys/kernel/btf/vmlinux", NULL);
	int id = btf ? btf__find_by_name_kind(btf, "task_struct", BTF_KIND_STRUCT) : -1;

	if (id < 0 || members(btf, id) == 0 || btf__align_of(btf, id) == 0)
		return 1;
	printf("first-use-ms %f\n", now() - begun);

	begun = now();
	if (system("bpftool btf dump file /sys/kernel/btf/vmlinux >/dev/null"))
		return 1;
	printf("dump-ms %f\n", now() - begun);
	btf__free(btf);
	return 0;
}
