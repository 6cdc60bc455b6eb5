#!/usr/bin/env bpfsh
// Shows the calls of a function of any program or library: arguments, result and time.
//
// Without options it watches this very process: Java asks the C library whether it may read a file.
//
//   $ bpfsh uprobe --seconds 2
//   TIME         PID COMM               USECS RESULT             CALL
//   12:34:56   12345 bpfsh-every           12 0                  access("/etc/hostname", 4)
//   12:34:56   12345 bpfsh-every            4 -1                 access("/nowhere", 4)
//
//   $ bpfsh uprobe --function getenv --args 1 --pid 4242
//   $ bpfsh uprobe --path bash --function readline --args 1
//
// What a function's arguments are is not known here: the address of readable text is shown as text,
// other addresses in hexadecimal.
// Needs: root (or CAP_BPF and CAP_PERFMON).

var options = tool("uprobe", "Shows the calls of a function of any program or library.")
        .text("--path", "FILE", "the program or library, libc.so.6 if not said")
        .text("--function", "NAME", "the function, access if not said")
        .number("--pid", "PID", "in this process only; if not said, in all but this one")
        .number("--args", "N", "how many arguments are shown, 0 to 5; 2 if not said")
        .parse(args);
long count = options.number("--args").orElse(2);
if (count < 0 || count > 5) throw options.wrong("--args: must be 0 to 5");

var path = options.text("--path").orElse("libc.so.6");
var function = options.text("--function").orElse("access");
long process = options.number("--pid").orElse(-1);
boolean another = options.has("--path") || options.has("--function") || options.has("--pid");

var uprobe = open("uprobe");
uprobe.rodata().set("argument_count", count);
uprobe.rodata().set(another ? "ignored_pid" : "watched_pid", pid());
uprobe.load();

var table = table(options)
        .text("TIME", 8).number("PID", 7).text("COMM", 16).number("USECS", 7).text("RESULT", 18).text("CALL");
uprobe.ringBuffer("events", "call").tail(call -> table.row(
        time(),
        call.get("pid"),
        call.get("comm"),
        call.getLong("nanoseconds") / 1000,
        Call.result(call.getStruct("result")),
        Call.ofRegisters(function, call.getStruct("arguments"))));
tellLost(() -> uprobe.global("dropped").getLong());

if (another) {
    // By name: what to probe is a value. A process may have another file of that name than we do.
    var file = process < 0 ? path : MappedBinary.find(process, path).file();
    uprobe.program("function_begins").attach(uprobe(file, function).pid(process));
    uprobe.program("function_returns").attach(uretprobe(file, function).pid(process));
    exitWith(process);
} else {
    // By section: uprobe.bpf.c says where.
    uprobe.attach();
    every(seconds(1), () -> {
        Files.isReadable(Path.of("/etc/hostname"));
        Files.isReadable(Path.of("/nowhere"));
    });
}
table.begin();

// Ctrl-C, or the end, takes the breakpoints out again.
sleep(options.time());
