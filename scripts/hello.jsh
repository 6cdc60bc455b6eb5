#!/usr/bin/env bpfsh
// Says hello to each program that starts, by a BPF program that is written here, in the script.
//
// The C between the three quotes is compiled when the script runs; the object is kept, so the next
// run does not wait for the compiler. Copy it, change it, run it: nothing else is to be built.
//
//   $ bpfsh hello --seconds 2
//   GREETING COMM                 PID
//   Hello,   jspawnhelper       12345
//   Hello,   true               12345
//
// Needs: clang, and root (or CAP_BPF and CAP_PERFMON).

var options = tool("hello", "Says hello to each program that starts, by C that is compiled on the spot.").parse(args);

var hello = compile("""
        #include <linux/bpf.h>
        #include <bpf/bpf_helpers.h>

        char LICENSE[] SEC("license") = "GPL";

        // What is sent to user space; BTF tells it the names and types of the members.
        struct greeting {
                int pid;
                char comm[16];
        };
        // BTF keeps a type that a global names.
        const struct greeting *unused __attribute__((unused));

        struct {
                __uint(type, BPF_MAP_TYPE_RINGBUF);
                __uint(max_entries, 1 << 16);
        } greetings SEC(".maps");

        __u64 dropped = 0;

        // The tracepoint that each execve() passes once the new program is in place.
        SEC("tp/sched/sched_process_exec")
        int greet(void *ctx)
        {
                struct greeting *greeting = bpf_ringbuf_reserve(&greetings, sizeof(*greeting), 0);

                if (!greeting) {
                        __sync_fetch_and_add(&dropped, 1);
                        return 0;
                }
                greeting->pid = bpf_get_current_pid_tgid() >> 32;
                bpf_get_current_comm(greeting->comm, sizeof(greeting->comm));
                bpf_ringbuf_submit(greeting, 0);
                return 0;
        }
        """);
hello.load();
hello.attach();
tellLost(() -> hello.global("dropped").getLong());

var table = table(options).text("GREETING", 8).text("COMM", 16).number("PID", 7);
hello.ringBuffer("greetings", "greeting").tail(greeting ->
        table.row("Hello,", greeting.get("comm"), greeting.get("pid")));

table.begin();

// Somebody to greet; Java starts it by a helper of its own.
new ProcessBuilder("true").start();
sleep(options.time());
