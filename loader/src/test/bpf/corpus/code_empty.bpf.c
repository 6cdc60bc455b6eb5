// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
//
// code_empty: a licence, and nothing else.

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";
