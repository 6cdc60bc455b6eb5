/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What a function or a probe was given: up to MAX_ARGUMENTS words of the machine, and beside each
 * word the text that is in memory there, if the word is the address of some.
 */
#pragma once

#define MAX_ARGUMENTS 8
#define MAX_TEXT 64

struct argument {
	long value;
	/* What bpf_probe_read_user_str() answered: bytes read, the zero at the end included, or an error. */
	int length;
	char text[MAX_TEXT];
};

struct arguments {
	unsigned int count;
	struct argument values[MAX_ARGUMENTS];
};

/*
 * Reads the text at an address in the memory of the process that runs; most words are no address
 * and give an error. A page that is not in memory is not fetched: then its text is missing too.
 */
static __always_inline void read_text(struct argument *argument, unsigned int size)
{
	argument->length = bpf_probe_read_user_str(argument->text, size, (void *)argument->value);
	if (argument->length < 0)
		argument->text[0] = 0;
}
