// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// btf_tags: notes on types and declarations.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

#define of_type(name) __attribute__((btf_type_tag(name)))
#define of_declaration(name) __attribute__((btf_decl_tag(name)))

struct tagged {
	int of_type("user") * user;
	int of_type("percpu") of_type("rcu") * both;
	__u32 counted of_declaration("counts") of_declaration("twice");
} of_declaration("whole");

typedef int noted of_declaration("typedef");

struct tagged tagged of_declaration("variable");
noted number = 1;

static __noinline of_declaration("function") int step(int value of_declaration("parameter"))
{
	return value * 3 + number;
}

SEC("socket")
int use(struct __sk_buff *skb)
{
	return step(skb->len) + tagged.counted;
}
