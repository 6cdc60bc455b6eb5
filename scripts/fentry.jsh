#!/usr/bin/env bpfsh
// Shows each file that is deleted, by fentry and fexit: at the entry of do_unlinkat() and at its return.
//
// Needs: root (or CAP_BPF and CAP_PERFMON), and a kernel with BTF and BPF trampolines.
//
//   $ bpfsh fentry
//   TIME     EVENT COMM                 PID RESULT   FILE
//   12:34:56 ENTRY rm                  4711 -        /tmp/old
//   12:34:56 EXIT  rm                  4711 0        /tmp/old
//   12:34:58 ENTRY rm                  4713 -        /nowhere
//   12:34:58 EXIT  rm                  4713 ENOENT   /nowhere
//
//   $ bpfsh fentry --pid 4242        what one process deletes

var options = tool("fentry", "Shows each file that is deleted, by fentry and fexit at do_unlinkat().")
        .number("--pid", "PID", "only what this process deletes")
        .parse(args);
int only = options.process("--pid");   // 0 for all

// What newer kernels call filename_unlinkat() has the same arguments.
var function = KernelFunctions.first("do_unlinkat", "filename_unlinkat");

var fentry = open("fentry");
fentry.bss().set("own_pid", pid());
fentry.bss().set("only_pid", only);

// The verifier checks the programs for this very function, so it is chosen before they are loaded.
fentry.program("on_entry").attachTarget(function);
fentry.program("on_exit").attachTarget(function);
fentry.load();

var table = table(options)
        .text("TIME", 8)
        .text("EVENT", 5)
        .text("COMM", 16)
        .number("PID", 7)
        .text("RESULT", 8)
        .text("FILE");

// Read: a struct event of fentry.bpf.c; an enum has names.
fentry.ringBuffer("events", "event").tail(event -> table.row(
        time(),
        event.get("event"),
        event.get("comm"),
        event.get("pid"),
        event.getString("event").equals("EXIT") ? Errno.result(event.getLong("result")) : null,
        event.get("file")));
tellLost(() -> fentry.global("dropped").getLong());

// Attach: from here on the function calls both programs.
fentry.attach();
table.begin();
exitWith(only);

// Ctrl-C, or the end, takes the calls out of the kernel.
sleep(options.time());
