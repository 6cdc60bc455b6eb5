/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What a struct can hold, each value such that a wrong place, width, sign or order shows. The same
 * for both byte orders: values.bpf.c and valuesbe.bpf.c.
 */
#ifndef VALUES_H
#define VALUES_H

#include <linux/bpf.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>

enum mode { OFF, SLOW = 5, FAST = -3 };

struct limit {
	__u32 min;
	__u32 max;
};

struct config {
	char name[16];
	struct limit limits[3];
	enum mode mode;
	bool on;
	__u8 kind : 3;
	__u8 rest : 5;
	unsigned int low : 3;
	unsigned int middle : 11;
	int delta : 5;
	bool flag : 1;
	enum mode narrow : 4;
	long long wide : 40;
	unsigned long long full : 64;
	union {
		__u16 whole;
		struct {
			__u8 first;
			__u8 second;
		};
	};
	struct {
		__s16 left;
		__s16 right;
	};
	union {
		__u32 number;
		float real;
	} either;
	__u64 id;
	__s64 balance;
	float ratio;
	double precise;
	void *next;
	__int128 huge;
	unsigned __int128 most;
	__s8 grid[2][3];
	char names[2][4];
	__u64 none[0];
};

#define VALUES                                                                                     \
	{                                                                                          \
		.name = "config", .limits = {{1, 2}, {3, 4}, {5, 4294967295U}}, .mode = SLOW,      \
		.on = true, .kind = 5, .rest = 18, .low = 5, .middle = 1025, .delta = -7,          \
		.flag = true, .narrow = FAST, .wide = -1234567890, .full = 0xfedcba9876543210ULL,  \
		.whole = 0x0102, .left = -2, .right = 300, .either = {.number = 0x40490fdb},       \
		.id = 0xfffffffffffffffeULL, .balance = -42, .ratio = 0.1F, .precise = 1e-300,     \
		.next = (void *)0xffff888000001234ULL, .huge = -((__int128)1 << 100),              \
		.most = ((unsigned __int128)1 << 127) + 9, .grid = {{1, -2, 3}, {-4, 5, -6}},      \
		.names = {"ab", "cd"},                                                             \
	}

#endif
