// Shows who connects to where by TCP.

var connects = compile("""
        struct connection { int pid; char comm[16]; u16 port; u8 to[4]; } *unused;
        struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 1 << 16); } events SEC(".maps");
        SEC("tp/sock/inet_sock_set_state") int on(struct trace_event_raw_inet_sock_set_state *ctx) {
            struct connection it = { bpf_get_current_pid_tgid() >> 32, "", ctx->dport };
            bpf_get_current_comm(it.comm, sizeof(it.comm));
            bpf_probe_read_kernel(it.to, 4, ctx->daddr);
            return ctx->newstate == TCP_SYN_SENT ? bpf_ringbuf_output(&events, &it, sizeof(it), 0) : 0;
        }""");
connects.load();
connects.attach();
connects.ringBuffer("events", "connection").tail(it -> System.out.printf("%s (%s) to %s:%s%n",
        it.get("comm"), it.get("pid"), ip(it.get("to")), it.get("port")));
