#!/usr/bin/env bpfsh
// Shows how long disks take for what they are asked, as a histogram.
//
// Needs: root (or CAP_BPF and CAP_PERFMON), tracefs.
//
//   $ bpfsh biolatency --seconds 10
//   usecs           count
//   [64, 128)          12 |@@@@@@@                              |
//   [128, 256)         61 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@|

var options = tool("biolatency", "Shows how long disks take for what they are asked, when it ends.")
        .flag("-D", "--disks", "a histogram for each disk")
        .parse(args);

var biolatency = open("biolatency");
biolatency.rodata().set("by_disk", options.has("-D") ? 1 : 0);
biolatency.load();
biolatency.attach();

// At the end, or at Ctrl-C: what is counted in the kernel is read once.
onExit(() -> {
    var histograms = biolatency.map("histograms");
    if (histograms.isEmpty()) histogram(options, "usecs", new long[0]);   // No disk was asked for anything.
    histograms.forEach((disk, counts) -> {
        var slots = ((Struct) counts).getLongs("slots");
        if (options.has("-D")) histogram(options, BlockDevices.name((Long) disk), "usecs", slots);
        else histogram(options, "usecs", slots);
    });
});

onExit(() -> {
    var lost = biolatency.global("lost").getLong();
    if (lost > 0) System.err.println("biolatency: " + lost + " requests not counted: of too many disks");
});
System.err.println("measuring; Ctrl-C shows the result");
sleep(options.time());
