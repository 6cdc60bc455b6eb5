/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
//
// files.h: what the programs here use of the kernel's types of files.

#ifndef FILES_H
#define FILES_H

// The attribute has the compiler note the name of each member that is used, and libbpf put in the
// place that it has in the running kernel: so members that are not used can be left out.

// A path, as the kernel copied it from the caller of a system call (linux/fs.h).
struct filename {
	const char *name;
} __attribute__((preserve_access_index));

#endif
