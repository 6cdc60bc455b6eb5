// Drops what comes through an interface to one port of UDP.

var wall = compile("""
        int port = 7777;
        long dropped;
        SEC("xdp") int guard(struct xdp_md *ctx) {
            struct ethhdr *eth = (void *) (long) ctx->data;
            struct iphdr *ip = (void *) (eth + 1);
            struct udphdr *udp = (void *) (ip + 1);
            if ((long) (udp + 1) > ctx->data_end || eth->h_proto != bpf_htons(0x0800)) return XDP_PASS;
            if (ip->protocol != IPPROTO_UDP || udp->dest != bpf_htons(port)) return XDP_PASS;
            __sync_fetch_and_add(&dropped, 1);
            return XDP_DROP;
        }""");
wall.load();
wall.program("guard").attach(xdp("veth-cook"));   // which interface
expect(() -> wall.global("dropped").getLong() > 0, seconds(60));
wall.data().set("port", 0);   // and now none
