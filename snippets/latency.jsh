// Shows how long a system call takes, as a histogram.

var latency = compile("""
        struct { __uint(type, BPF_MAP_TYPE_LRU_HASH); __uint(max_entries, 10240);
                 __type(key, u64); __type(value, u64); } begun SEC(".maps");
        u64 slots[64];
        SEC("tp/syscalls/sys_enter_read") int enter(void *ctx) {
            u64 thread = bpf_get_current_pid_tgid(), now = bpf_ktime_get_ns();
            return bpf_map_update_elem(&begun, &thread, &now, BPF_ANY);
        }
        SEC("tp/syscalls/sys_exit_read") int leave(void *ctx) {
            u64 thread = bpf_get_current_pid_tgid(), *at = bpf_map_lookup_elem(&begun, &thread), slot = 0;
            for (u64 took = at ? bpf_ktime_get_ns() - *at : 0; took > 1 && slot < 63; slot++) took /= 2;
            if (at) __sync_fetch_and_add(&slots[slot & 63], 1);
            return 0;
        }""");
latency.load();
latency.attach();
sleep(seconds(1));
histogram("nsecs", latency.global("slots").getLongs());
