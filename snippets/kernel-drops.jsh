// Shows where in the kernel packets are thrown away, and how many.

var drops = compile("""
        struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 1024);
                 __type(key, long); __type(value, long); } places SEC(".maps");
        SEC("tp/skb/kfree_skb") int drop(struct trace_event_raw_kfree_skb *ctx) {
            long place = (long) ctx->location, one = 1, *count = bpf_map_lookup_elem(&places, &place);
            if (count) __sync_fetch_and_add(count, 1);
            return count ? 0 : bpf_map_update_elem(&places, &place, &one, BPF_ANY);
        }""");
drops.load();
drops.attach();
sleep(seconds(1));
var symbols = KernelSymbols.load();
drops.map("places").stream()
        .map(drop -> row("packets", drop.getValue(), "where", symbols.name((Long) drop.getKey()))).toList();
