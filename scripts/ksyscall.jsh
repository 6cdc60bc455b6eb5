#!/usr/bin/env bpfsh
// Shows each signal that is sent by kill(2) or tgkill(2): by whom, to whom, with what result.
//
// Needs: root (or CAP_BPF and CAP_PERFMON), and a kernel with kprobes and BTF.
//
//   $ bpfsh ksyscall
//   TIME     CALL   COMM                 PID SIGNAL     TARGET RESULT
//   12:34:56 kill   bash                4711 SIGTERM      4712 0
//   12:34:57 tgkill java                5000 SIGQUIT      5000 0
//   12:34:58 kill   pkill               4720 SIGHUP          1 EPERM
//
//   $ bpfsh ksyscall --pid 4242      only signals by or to one process

var options = tool("ksyscall", "Shows each signal that is sent by kill(2) or tgkill(2).")
        .number("--pid", "PID", "only signals by or to this process")
        .parse(args);
int only = options.process("--pid");   // 0 for all

var ksyscall = open("ksyscall");
ksyscall.bss().set("only_pid", only);
ksyscall.load();

var table = table(options)
        .text("TIME", 8)
        .text("CALL", 6)
        .text("COMM", 16)
        .number("PID", 7)
        .text("SIGNAL", 9)
        .number("TARGET", 7)
        .text("RESULT", 8);

// Read: a struct event of ksyscall.bpf.c; signals without a name are shown by their number.
ksyscall.ringBuffer("events", "event").tail(event -> table.row(
        time(),
        event.get("call"),
        event.get("comm"),
        event.get("pid"),
        event.get("signal"),
        event.get("target"),
        Errno.result(event.getLong("result"))));
tellLost(() -> ksyscall.global("dropped").getLong());

// Attach: SEC("ksyscall/kill") says where, and which of the kernel's functions that is here is found out.
ksyscall.attach();
table.begin();
exitWith(only);

// Ctrl-C, or the end, takes the breakpoints out of the kernel.
sleep(options.time());
