#!/usr/bin/env bpfsh
// Shows each program that starts, and each that ends with how long it ran.
//
// Needs: root (or CAP_BPF and CAP_PERFMON), and Linux 5.8 for the ring buffer; bootstrap_legacy does without.
//
//   $ bpfsh bootstrap
//   TIME     EVENT COMM                 PID    PPID FILENAME/EXIT CODE
//   12:34:56 EXEC  sleep               4712    4711 /usr/bin/sleep
//   12:34:57 EXIT  sleep               4712    4711 0, after 1001 ms
//
//   $ bpfsh bootstrap -d 1000        only what ran for a second or more

var options = tool("bootstrap", "Shows each program that starts, and each that ends with how long it ran.")
        .number("-d", "MS", "only those that end, after MS milliseconds or more")
        .parse(args);

// Open: the ELF file and its types are read, nothing is in the kernel.
var bootstrap = open("bootstrap");

// Set: a const of bootstrap.bpf.c, in .rodata. From load on it is fixed, and the verifier builds on it.
bootstrap.rodata().set("min_duration_ns", TimeUnit.MILLISECONDS.toNanos(options.number("-d").orElse(0)));

// Load: the maps are made, and the verifier checks the programs.
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

// Read: what comes in the ring buffer is a struct event of bootstrap.h, whose members are known by name.
tellLost(() -> bootstrap.global("dropped").getLong());
bootstrap.ringBuffer("events", "event").tail(event -> table.row(
        time(),
        event.getString("kind"),
        event.get("comm"),
        event.get("pid"),
        event.get("ppid"),
        event.getString("kind").equals("EXEC")
                ? cell(event.getString("filename"), "filename", event.get("filename"))
                : end(event.getLong("exit_code"), event.getLong("duration_ns"))));

// Attach: from here on the kernel runs both programs.
bootstrap.attach();
table.begin();

// Ctrl-C, or the end, detaches them and takes them out of the kernel.
sleep(options.time());
