#!/usr/bin/env bpfsh
// Lets no other process use bpf(2) for some seconds, and shows who tries: a security module of our own.
//
// Needs: root (or CAP_BPF and CAP_PERFMON), and a kernel that was booted with bpf among its security
// modules (cat /sys/kernel/security/lsm).
//
// The machine cannot be locked out: this process may use bpf(2) all the time, the program refuses
// nothing any more once its time is over, and it goes away with this process, even by kill -9.
//
//   $ bpfsh lsm --seconds 5
//   For 5 s no other process on this machine can use bpf(2): no tool for BPF, no systemd
//   that wants to filter packets. Go on? [y/N] y
//   TIME     COMM                 PID REFUSED
//   12:34:56 bpftool             4711 BPF_PROG_GET_NEXT_ID
//
//   $ bpfsh lsm --yes                without a question, for 10 seconds

var options = tool("lsm", "Lets no other process use bpf(2) for a while: 10 seconds, if --seconds does not say.")
        .asks()
        .parse(args);
long seconds = options.number("--seconds").orElse(10);

options.confirm("For " + seconds + " s no other process on this machine can use bpf(2): no tool for BPF, no systemd\n"
        + "that wants to filter packets. Go on?");

var lsm = open("lsm");
lsm.bss().set("own_pid", pid());
lsm.load();

var table = table(options).text("TIME", 8).text("COMM", 16).number("PID", 7).text("REFUSED");

// Read: a struct event of lsm.bpf.c, whose enum bpf_cmd is the kernel's own.
lsm.ringBuffer("events", "event").tail(event -> table.row(
        time(),
        event.get("comm"),
        event.get("pid"),
        event.get("command")));
tellLost(() -> lsm.global("dropped").getLong());

// Attach: it is asked from here on, and refuses nothing yet. That begins, and has its end, with a time.
lsm.attach();
lsm.bss().set("until", System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
table.begin();

// Ctrl-C, or the end, detaches the program.
sleep(seconds(seconds));
