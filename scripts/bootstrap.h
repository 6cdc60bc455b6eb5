/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What bootstrap and bootstrap_legacy tell user space; BTF, the types in the object, says it to Java. */
#ifndef BOOTSTRAP_H
#define BOOTSTRAP_H

enum kind {
	EXEC,
	EXIT,
};

struct event {
	enum kind kind;
	int pid;
	int ppid;
	/* As a shell has it in $?: the status, or 128 and the signal that ended it. */
	int exit_code;
	/* From exec to exit; 0 where we have not seen the exec. */
	unsigned long long duration_ns;
	char comm[16];
	/* Of an exec; a longer one is cut. */
	char filename[256];
};

/* BTF keeps a type that a global names. */
const struct event *unused __attribute__((unused));

#endif
