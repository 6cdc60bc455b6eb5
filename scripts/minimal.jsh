#!/usr/bin/env bpfsh
// Says hello from the kernel each time this process calls write().
//
// Needs: root (or CAP_BPF and CAP_PERFMON), and tracefs for the output.
//
//   $ bpfsh minimal --seconds 2
//   bpfsh-every-12346  [001] ...21  512.345678: bpf_trace_printk: BPF triggered from PID 12345.

var options = tool("minimal", "Says hello from the kernel each time this process calls write().").parse(args);

// Open: the ELF file and its types are read, nothing is in the kernel.
var minimal = open("minimal");

// Set: the global my_pid of minimal.bpf.c, before the kernel sees it.
minimal.bss().set("my_pid", pid());

// Load: the maps are made, and the verifier checks the program.
minimal.load();

// Attach: from here on the kernel runs it at each write().
minimal.attach();

// Show what it prints; no second terminal is needed.
trace(options);

// Each dot is a write(), so each brings a line.
every(seconds(1), () -> System.err.print("."));

// Ctrl-C, or the end, detaches the program and takes it out of the kernel.
sleep(options.time());
