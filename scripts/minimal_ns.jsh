#!/usr/bin/env bpfsh
// As minimal, in a container too: the kernel says which pid this process has in its own namespace.
//
// Needs: root (or CAP_BPF and CAP_PERFMON), Linux 5.7, and tracefs for the output.
//
//   $ unshare --pid --fork --mount-proc bpfsh minimal_ns --seconds 2
//   bpfsh-every-12346  [001] ...21  512.345678: bpf_trace_printk: BPF triggered from PID 1.
//
// The number behind the name is the thread's outside of all namespaces, as the kernel's tracer has it.

var options = tool("minimal_ns", "Says hello from the kernel each time this process calls write(), in a container too.")
        .parse(args);

var minimal = open("minimal_ns");

// Which pid namespace this process is in: a file of the kernel's stands for each.
var namespace = Path.of("/proc/self/ns/pid");
minimal.bss().set("dev", Files.getAttribute(namespace, "unix:dev"));
minimal.bss().set("ino", Files.getAttribute(namespace, "unix:ino"));

// What this process is called there; outside it has another number.
minimal.bss().set("my_pid", pid());

minimal.load();
minimal.attach();
trace(options);

// Each dot is a write(), so each brings a line.
every(seconds(1), () -> System.err.print("."));
sleep(options.time());
