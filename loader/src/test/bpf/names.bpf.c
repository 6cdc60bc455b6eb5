// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// names: what C allows and Java does not, as names of sections, globals, enums, maps and programs.
//
// Each getpid() of the process watched_tgid counts in class, so that a test sees a name at work.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/* Words of Java, methods of every class, and names of the skeleton's own. */
__u64 class;
int get = 1;
int set = 2;
int value = 3;
int section = 4;
int object = 5;
int _ = 6;
int $ = 7;
int a$b = 8;
int getClass = 9;
int hashCode = 10;
int notify = 11;
int equals = 12;
int toString = 13;
int wait = 14;
int this = 15;
int String = 16;
int Long = 17;
int Global = 18;
int dev = 19;
int java = 20;
int unsigned_ = 21;
int null = 22;
int true_ = 23;

/* What the first becomes is the second's own name. */
int new = 24;
int new_ = 25;
int new__2 = 26;

/* Letters of other languages. */
int größe = 27;
int 数 = 28;

/* An enum whose constants Java cannot have as they are, and which is called as a class of the skeleton. */
enum programs { NONE, final, number, $VALUES, valueOf, 数字 = 1 << 20 };
enum programs state = final;

typedef enum { LEFT = -1, RIGHT = 1 } side;
const volatile side way = RIGHT;

enum { NAMELESS = 7 } nameless = NAMELESS;

enum wide { WIDE = 0xffffffffffffffffULL } wide = WIDE;

struct class {
	int new;
	char this[4];
} struct_ = {.new = 1};

/* The same name in two sections' names once they are Java's. */
int hot SEC(".data.my-hot.1") = 31;
int hotter SEC(".data.my_hot.1") = 32;
int programs SEC(".data.programs") = 33;
const volatile char text[8] SEC(".rodata.*/{@code") = "text";

unsigned char small = 255;
unsigned long long large = 0xffffffffffffffffULL;
unsigned long long larges[2] = {1, 0xffffffffffffffffULL};
unsigned __int128 largest = 1;
void *nowhere = (void *)0xffff000000000000ULL;
__u32 watched_tgid;

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, __u32);
} interface SEC(".maps"), clone SEC(".maps");

SEC("tp/syscalls/sys_enter_getpid")
int finally(void *ctx)
{
	if (bpf_get_current_pid_tgid() >> 32 == watched_tgid)
		class += 1;
	return 0;
}

SEC("?tp/syscalls/sys_enter_getppid")
int wait_(void *ctx)
{
	return 0;
}

SEC("?tp/syscalls/sys_enter_getppid")
int finalize(void *ctx)
{
	return 0;
}
