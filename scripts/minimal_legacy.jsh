#!/usr/bin/env bpfsh
// As minimal, without global variables, which kernels before 5.5 do not know: the pid is in a map.
//
// Needs: root (or CAP_BPF and CAP_PERFMON), and tracefs for the output.
//
//   $ bpfsh minimal_legacy --seconds 2
//   bpfsh-every-12346  [001] ...21  512.345678: bpf_trace_printk: BPF triggered from PID 12345.

var options = tool("minimal_legacy", "Says hello from the kernel each time this process calls write(), without globals.")
        .parse(args);

var minimal = open("minimal_legacy");

// A map is there once it is loaded, not earlier as a global is.
minimal.load();

// Set: the entry at key 0 of my_pid_map.
minimal.map("my_pid_map").put(0, pid());

minimal.attach();
trace(options);

// Each dot is a write(), so each brings a line.
every(seconds(1), () -> System.err.print("."));
sleep(options.time());
