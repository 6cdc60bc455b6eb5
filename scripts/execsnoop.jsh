#!/usr/bin/env bpfsh
// Shows each program that is started, with its arguments.
//
// Needs: root (or CAP_BPF and CAP_PERFMON), tracefs.
//
//   $ bpfsh execsnoop
//   TIME          PID    PPID COMM             ARGS
//   12:34:56     4711    4242 sh               sh -c 'echo hello; ls'
//   12:34:56     4712    4711 ls               ls

var options = tool("execsnoop", "Shows each program that is started, with its arguments.")
        .flag("-x", "--failed", "also those that could not be started, and why")
        .parse(args);

var execsnoop = open("execsnoop");

// Programs that are not needed do not go into the kernel.
if (!options.has("-x")) {
    Stream.of("enter_execve", "enter_execveat", "exit_execve", "exit_execveat")
            .forEach(name -> execsnoop.program(name).autoload(false));
}
execsnoop.load();
execsnoop.attach();

var table = table(options).text("TIME", 8).number("PID", 7).number("PPID", 7);
if (options.has("-x")) table.text("ERR", 7);
table.text("COMM", 16).text("ARGS").begin();

// The event of execsnoop.bpf.c: the members of its struct are found by name.
record Event(int pid, int ppid, int error, long size, String comm, byte[] args) {}

execsnoop.ringBuffer("events", Event.class).tail(event -> {
    var row = new ArrayList<Object>(List.of(time(), event.pid(), event.ppid()));
    if (options.has("-x")) row.add(event.error() == 0 ? null : Errno.of(event.error()).name());
    row.add(event.comm());
    row.add(Arguments.of(event.args(), event.size()).toString());
    table.row(row.toArray());
});

tellLost(() -> execsnoop.global("lost").getLong());
sleep(options.time());
