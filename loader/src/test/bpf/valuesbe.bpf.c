// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
// build: -target bpfeb
//
// valuesbe: the values of values.bpf.c as a machine of the other byte order has them.

#include "values.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct config values SEC(".data.values") = VALUES;
