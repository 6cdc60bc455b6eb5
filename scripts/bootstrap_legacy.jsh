#!/usr/bin/env bpfsh
// As bootstrap, through a perf buffer, which kernels before 5.8 have in the place of a ring buffer.
//
// Needs: root (or CAP_BPF and CAP_PERFMON), and a kernel with BTF.
//
//   $ bpfsh bootstrap_legacy
//   TIME     EVENT COMM                 PID    PPID FILENAME/EXIT CODE
//   12:34:56 EXEC  sleep               4712    4711 /usr/bin/sleep
//   12:34:57 EXIT  sleep               4712    4711 0, after 1001 ms

var options = tool("bootstrap_legacy", "Shows each program that starts, and each that ends with how long it ran.")
        .number("-d", "MS", "only those that end, after MS milliseconds or more")
        .parse(args);

var bootstrap = open("bootstrap_legacy");
bootstrap.rodata().set("min_duration_ns", TimeUnit.MILLISECONDS.toNanos(options.number("-d").orElse(0)));
bootstrap.load();

var table = table(options)
        .text("TIME", 8)
        .text("EVENT", 5)
        .text("COMM", 16)
        .number("PID", 7)
        .number("PPID", 7)
        .text("FILENAME/EXIT CODE");

// What the last column says of an end; in JSON each part has a name.
Cell end(long exitCode, long durationNs) {
    Long ms = durationNs == 0 ? null : durationNs / 1_000_000;
    return cell(exitCode + (ms == null ? "" : ", after " + ms + " ms"), "exit_code", exitCode, "duration_ms", ms);
}

// Read: a buffer for each CPU, so that events of two CPUs may come in another order than they happened. No
// program need count what finds no room: the kernel does.
var events = bootstrap.perfBuffer("events", "event");
tellLost(() -> events.losses().counted().orElse(0));
events.tail(event -> table.row(
        time(),
        event.getString("kind"),
        event.get("comm"),
        event.get("pid"),
        event.get("ppid"),
        event.getString("kind").equals("EXEC")
                ? cell(event.getString("filename"), "filename", event.get("filename"))
                : end(event.getLong("exit_code"), event.getLong("duration_ns"))));

bootstrap.attach();
table.begin();
sleep(options.time());
