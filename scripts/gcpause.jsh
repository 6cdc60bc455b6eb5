#!/usr/bin/env bpfsh
// Shows how long a Java virtual machine stands still to collect garbage, as a histogram.
//
//   $ bpfsh gcpause --pid 4242 --seconds 60
//   usecs         count
//   [512, 1K)         3 |@@@@@@@@@                                         |
//   [1K, 2K)         17 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@|
//   20 pauses, 31.2 ms, longest 1.9 ms
//
// Without --pid it is this JVM, which then has some garbage to collect. Works with every collector
// of HotSpot; the JVM needs no option, and is not restarted.
// Needs: root (or CAP_BPF and CAP_PERFMON).

var options = tool("gcpause", "Shows how long a Java virtual machine stands still to collect garbage.")
        .number("--pid", "PID", "of this JVM, not of the one that runs this")
        .number("--interval", "N", "show the counts every N seconds, not only at the end")
        .parse(args);
long process = options.number("--pid").orElse(pid());
long interval = options.number("--interval").orElse(0);
if (options.has("--interval") && interval < 1) throw options.wrong("--interval: must be 1 or more");

// The library that is the JVM: another JVM may have another.
var jvm = MappedBinary.find(process, "libjvm.so").file();

var gcpause = open("gcpause");
gcpause.load();
gcpause.program("safepoint_begins").attach(usdt(jvm, "hs_private", "safepoint__begin").pid(process));
gcpause.program("collection_begins").attach(usdt(jvm, "hotspot", "gc__begin").pid(process));
gcpause.program("safepoint_ends").attach(usdt(jvm, "hs_private", "safepoint__end").pid(process));

// What has been counted until now; the BPF program keeps it in its globals.
void show() {
    histogram(options, "usecs", gcpause.global("slots").getLongs());
    System.err.printf("%d pauses, %.1f ms, longest %.1f ms%n",
            gcpause.global("pauses").getLong(),
            gcpause.global("total_nanoseconds").getLong() / 1e6,
            gcpause.global("longest_nanoseconds").getLong() / 1e6);
}

// At the end, which is also that of the other JVM, and Ctrl-C.
exitWith(process);
onExit(() -> show());
if (interval > 0) every(seconds(interval), () -> show());
if (process == pid()) every(millis(500), System::gc);
sleep(options.time());
