#!/usr/bin/env bpfsh
// Shows each file that is deleted, by a kprobe: at the entry of do_unlinkat() and at its return.
//
// Needs: root (or CAP_BPF and CAP_PERFMON), and a kernel with kprobes and BTF.
//
//   $ bpfsh kprobe
//   TIME     EVENT COMM                 PID RESULT   FILE
//   12:34:56 ENTRY rm                  4711 -        /tmp/old
//   12:34:56 EXIT  rm                  4711 0        /tmp/old
//   12:34:58 ENTRY rm                  4713 -        /nowhere
//   12:34:58 EXIT  rm                  4713 ENOENT   /nowhere
//
//   $ bpfsh kprobe --pid 4242        what one process deletes

var options = tool("kprobe", "Shows each file that is deleted, by a kprobe at do_unlinkat().")
        .number("--pid", "PID", "only what this process deletes")
        .parse(args);
int only = options.process("--pid");   // 0 for all

// What newer kernels call filename_unlinkat() has the same arguments.
var function = KernelFunctions.first("do_unlinkat", "filename_unlinkat");

var kprobe = open("kprobe");
kprobe.bss().set("own_pid", pid());
kprobe.bss().set("only_pid", only);
kprobe.load();

var table = table(options)
        .text("TIME", 8)
        .text("EVENT", 5)
        .text("COMM", 16)
        .number("PID", 7)
        .text("RESULT", 8)
        .text("FILE");

// Read: a struct event of kprobe.bpf.c; an enum has names.
kprobe.ringBuffer("events", "event").tail(event -> table.row(
        time(),
        event.get("event"),
        event.get("comm"),
        event.get("pid"),
        event.getString("event").equals("EXIT") ? Errno.result(event.getLong("result")) : null,
        event.get("file")));
tellLost(() -> kprobe.global("dropped").getLong());

// Attach: where to is said here, as it depends on the kernel; attach() alone would take it from SEC().
kprobe.program("on_exit").attach(kretprobe(function));
kprobe.program("on_entry").attach(kprobe(function));
table.begin();
exitWith(only);

// Ctrl-C, or the end, takes the breakpoints out of the kernel.
sleep(options.time());
