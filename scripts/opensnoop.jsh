#!/usr/bin/env bpfsh
// Shows each file that is opened, by whom, and what came of it.
//
// Needs: root (or CAP_BPF and CAP_PERFMON), tracefs.
//
//   $ bpfsh opensnoop
//       PID COMM                FD ERR     PATH
//      4711 cat                  3 -       /etc/hostname
//      4712 cat                  - ENOENT  /etc/hostnam

var options = tool("opensnoop", "Shows each file that is opened, by whom, and what came of it.")
        .number("--pid", "PID", "only of this process")
        .flag("-x", "--failed", "only those that could not be opened")
        .parse(args);
int only = options.process("--pid");   // 0 for all

// Constants of the program, set before the kernel sees it. Without left_out this process would trace
// itself.
var opensnoop = open("opensnoop");
opensnoop.rodata().set("only_pid", only);
opensnoop.rodata().set("left_out", pid());
opensnoop.rodata().set("only_failed", options.has("-x") ? 1 : 0);
opensnoop.load();

// The path is the first argument of open() and creat(), and the second of the others; newer
// architectures have only these.
var first = Map.of("open", "enter_open", "creat", "enter_open", "openat", "enter_openat", "openat2", "enter_openat");
first.forEach((call, program) -> {
    if (Tracefs.hasTracepoint("syscalls/sys_enter_" + call)) {
        opensnoop.program(program).attach(tracepoint("syscalls", "sys_enter_" + call));
        opensnoop.program("leave").attach(tracepoint("syscalls", "sys_exit_" + call));
    }
});

var table = table(options).number("PID", 7).text("COMM", 16).number("FD", 5).text("ERR", 7).text("PATH").begin();

// The event of opensnoop.bpf.c: the members of its struct are found by name.
record Event(int pid, int result, String comm, String path) {}

opensnoop.ringBuffer("events", Event.class).tail(event -> {
    boolean failed = event.result() < 0;
    table.row(
            event.pid(),
            event.comm(),
            failed ? null : event.result(),
            failed ? Errno.of(event.result()).name() : null,
            event.path());
});

tellLost(() -> opensnoop.global("lost").getLong());
exitWith(only);
sleep(options.time());
