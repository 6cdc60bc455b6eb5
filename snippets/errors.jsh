// Shows system calls that fail: whose, which, and with what error.

var errors = compile("""
        struct failure { char comm[16]; int call; int error; } *unused;
        struct { __uint(type, BPF_MAP_TYPE_RINGBUF); __uint(max_entries, 1 << 20); } events SEC(".maps");
        SEC("tp/raw_syscalls/sys_exit") int leave(struct trace_event_raw_sys_exit *ctx) {
            struct failure it = { "", ctx->id, -ctx->ret };
            bpf_get_current_comm(it.comm, sizeof(it.comm));
            return ctx->ret < 0 ? bpf_ringbuf_output(&events, &it, sizeof(it), 0) : 0;
        }""");
errors.load();
var failures = errors.ringBuffer("events", "failure");
errors.attach();
failures.events(seconds(1)).collect(Collectors.groupingBy(it -> it.get("comm") + ": "
        + SystemCalls.name(it.getLong("call")) + " " + Errno.of((int) it.getLong("error")), Collectors.counting()));
