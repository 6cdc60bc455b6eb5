// Shows who gets new pages of memory (page faults), by a sample of one in 100.

var faults = compile("""
        struct { __uint(type, BPF_MAP_TYPE_LRU_HASH); __uint(max_entries, 1024);
                 __type(key, char[16]); __type(value, long); } pages SEC(".maps");
        SEC("perf_event") int fault(void *ctx) {
            char comm[16];
            bpf_get_current_comm(comm, sizeof(comm));
            long some = 100, *sum = bpf_map_lookup_elem(&pages, comm);
            if (sum) __sync_fetch_and_add(sum, some);
            return sum ? 0 : bpf_map_update_elem(&pages, comm, &some, BPF_ANY);
        }""");
faults.load();
faults.program("fault").attach(pageFaults().period(100));
sleep(seconds(1));
chart(faults.map("pages"));
