// Shows who writes how many bytes.

var writers = compile("""
        struct { __uint(type, BPF_MAP_TYPE_LRU_HASH); __uint(max_entries, 1024);
                 __type(key, char[16]); __type(value, long); } bytes SEC(".maps");
        SEC("tp/syscalls/sys_exit_write") int wrote(struct trace_event_raw_sys_exit *ctx) {
            char comm[16];
            bpf_get_current_comm(comm, sizeof(comm));
            long count = ctx->ret > 0 ? ctx->ret : 0, *sum = bpf_map_lookup_elem(&bytes, comm);
            if (sum) __sync_fetch_and_add(sum, count);
            return sum ? 0 : bpf_map_update_elem(&bytes, comm, &count, BPF_ANY);
        }""");
writers.load();
writers.attach();
sleep(seconds(1));
chart(writers.map("bytes"));
