/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
 *
 * Histograms with slots that are each twice as wide as the one before: slot 0 counts 0 and 1,
 * slot i what is at least 2^i and less than 2^(i+1), the last slot all that is more.
 */
#ifndef LOG2_H
#define LOG2_H

#define SLOTS 32

static __always_inline __u32 slot(__u64 value)
{
	__u32 log2 = 0;

	/* Half of the bits that are left at each step, as the verifier likes no loop without an end. */
	for (__u32 bits = 32; bits; bits /= 2) {
		if (value >> bits) {
			value >>= bits;
			log2 += bits;
		}
	}
	return log2 < SLOTS ? log2 : SLOTS - 1;
}

#endif
