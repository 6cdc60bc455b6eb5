// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// globals: one variable of each kind that a program can share with user space.
//
// Starting values are such that a wrong width, sign or offset shows: the ends of a range, or a
// value whose bytes all differ. The program writes the variables named seen_*, calls and level
// when the process watched_tgid calls getpid(), so a test sees what the kernel wrote.

#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

enum weekday { MONDAY, TUESDAY, WEDNESDAY = 10, SUNDAY = 20 };
enum temperature { FREEZING = -10, MILD = 15, HOT = 30 };

struct point {
	__s32 x;
	__s32 y;
};

struct sample {
	__u8 kind;
	__u64 when;
	struct point at;
	char label[8];
	enum weekday day;
	unsigned int low : 3;
	unsigned int high : 5;
};

union word {
	__u32 whole;
	__u16 halves[2];
	__u8 bytes[4];
};

typedef __u32 nested_id;
typedef nested_id tgid_type;

/* .data: the smallest of each signed width, the largest of each unsigned one. */
__s8 s8 = -128;
__u8 u8 = 255;
__s16 s16 = -32768;
__u16 u16 = 65535;
__s32 s32 = -2147483647 - 1;
__u32 u32 = 4294967295U;
__s64 s64 = -9223372036854775807LL - 1;
__u64 u64 = 18446744073709551615ULL;
__u64 pattern = 0x0123456789abcdefULL;
char letter = 'b';
bool yes = true;
enum weekday weekday = WEDNESDAY;
enum temperature temperature = FREEZING;
char name[16] = "bpfsh";
float single = 1.5F;
double twice = -2.25;

__s8 s8s[4] = {-1, 2, -3, 4};
__u16 u16s[3] = {1, 256, 65535};
__s32 s32s[4] = {-1, 0, 1, 2};
__u64 u64s[2] = {1, 18446744073709551615ULL};
bool flags[3] = {true, false, true};
enum weekday days[2] = {TUESDAY, SUNDAY};
float singles[2] = {0.5F, -0.5F};
double doubles[2] = {3.125, -0.0625};
char names[2][8] = {"first", "second"};
__s32 grid[2][3] = {{1, 2, 3}, {4, 5, 6}};
struct point corners[2] = {{1, 2}, {3, 4}};

struct sample sample = {
	.kind = 7,
	.when = 1234567890123ULL,
	.at = {-5, 6},
	.label = "here",
	.day = SUNDAY,
	.low = 5,
	.high = 17,
};
union word word = {.whole = 0x04030201};

/* .bss: all zero before the program has run. */
tgid_type watched_tgid;
__u64 calls;
__u32 seen_tgid;
__u32 seen_tid;
bool seen;
enum weekday seen_weekday;
char seen_name[16];
__s16 seen_s16;
__u8 seen_bytes[4];
__s32 seen_grid[2][3];
float seen_single;
struct point seen_point;

/* Static: local to this file, yet in the object's BTF and open to user space. */
static volatile __s32 hidden = 42;
static volatile __u64 hidden_calls;

/* .rodata: fixed from load on. */
const volatile __u32 step = 1;
const volatile char greeting[16] = "hello";
const volatile bool quiet = true;
const volatile enum temperature limit = HOT;
const volatile double ratio = 0.75;

/* Sections of one's own make maps of their own. */
__u32 level SEC(".data.hot") = 3;
__u64 hot_spots[2] SEC(".data.hot") = {10, 20};
const volatile __u32 cold SEC(".rodata.cold") = 77;

SEC("tp/syscalls/sys_enter_getpid")
int see(void *ctx)
{
	__u64 id = bpf_get_current_pid_tgid();
	__u32 tgid = id >> 32;

	if (tgid != watched_tgid)
		return 0;

	__sync_fetch_and_add(&calls, step);
	hidden_calls += 1;
	seen_tgid = tgid;
	seen_tid = (__u32)id;
	seen = true;
	seen_weekday = SUNDAY;
	bpf_get_current_comm(seen_name, sizeof(seen_name));
	seen_s16 = -2;
	seen_bytes[0] = 1;
	seen_bytes[3] = 255;
	seen_grid[1][2] = hidden;
	seen_single = single;
	seen_point.x = sample.at.x;
	seen_point.y = sample.at.y;
	level = cold;
	if (!quiet)
		bpf_printk("%s from the globals fixture, limit %d", greeting, limit);
	return 0;
}
