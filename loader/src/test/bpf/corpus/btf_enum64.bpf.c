// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// build: -g0
//
// btf_enum64: enums of 64 bits, with sign and without. Clang before 16 makes none, so this is BTF by hand.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

__u64 wide = 0xffffffffffffffffULL;
__u64 narrow = 1;

SEC("socket")
int use(void *ctx)
{
	return wide == narrow;
}

/* struct btf_type: name, info (kind_flag << 31 | kind << 24 | vlen), size or type. */
asm(".section .BTF, \"\", @progbits\n"
    ".short 0xeb9f\n .byte 1, 0\n .long 24\n"
    ".long 0, 5f - 1f, 5f - 1f, 7f - 6f\n"
    "1: .long 8f - 6f, 0x93000002, 8\n"      /* [1] enum64 wide_enum, signed, two values */
    "   .long 9f - 6f, 0xffffffff, 0xffffffff\n"
    "   .long 10f - 6f, 2, 1\n"
    "2: .long 11f - 6f, 0x13000001, 8\n"     /* [2] enum64 other_enum, unsigned */
    "   .long 12f - 6f, 0xfffffffe, 0xffffffff\n"
    "3: .long 13f - 6f, 0x0e000000, 1, 1\n"  /* [3] var wide */
    "   .long 14f - 6f, 0x0e000000, 2, 1\n"  /* [4] var narrow */
    "4: .long 15f - 6f, 0x0f000002, 16\n"    /* [5] datasec .data */
    "   .long 3, 0, 8\n"
    "   .long 4, 8, 8\n"
    "   .long 17f - 6f, 0x01000000, 4, 0x01000020\n" /* [6] int */
    "   .long 0, 0x0d000001, 6\n"            /* [7] func_proto int (void *ctx) */
    "   .long 18f - 6f, 8\n"
    "   .long 0, 0x02000000, 0\n"            /* [8] void * */
    "   .long 16f - 6f, 0x0c000001, 7\n"     /* [9] func use */
    "5:\n"
    "6: .byte 0\n"
    "8: .asciz \"wide_enum\"\n"
    "9: .asciz \"MINUS_ONE\"\n"
    "10: .asciz \"BEYOND\"\n"
    "11: .asciz \"other_enum\"\n"
    "12: .asciz \"ALMOST_ALL\"\n"
    "13: .asciz \"wide\"\n"
    "14: .asciz \"narrow\"\n"
    "15: .asciz \".data\"\n"
    "16: .asciz \"use\"\n"
    "17: .asciz \"int\"\n"
    "18: .asciz \"ctx\"\n"
    "7:\n");
