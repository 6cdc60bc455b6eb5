#!/usr/bin/env bpfsh
// Shows each time a program comes by a probe that it was built with, or lists such probes.
//
// Without options it watches this very process: HotSpot, which runs it, says when it collects garbage.
//
//   $ bpfsh usdt --seconds 2
//   TIME         PID COMM             PROBE
//   12:34:56   12345 VM Thread        gc__begin(1)
//   12:34:57   12345 VM Thread        gc__begin(1)
//
//   $ bpfsh usdt --list
//   PROVIDER   NAME         PLACES ARGUMENTS
//   hotspot    gc__begin         1 1@%dil
//
//   $ bpfsh usdt --pid 4242 --name thread__start
//   $ bpfsh usdt --path libpython3.11.so.1.0 --provider python --name gc__start
//
// Some of HotSpot's probes are silent until its option -XX:+ExtendedDTraceProbes wakes them.
// Needs: root (or CAP_BPF and CAP_PERFMON).

var options = tool("usdt", "Shows each time a program comes by a probe that it was built with.")
        .text("--path", "FILE", "the program or library, libjvm.so of this process if not said")
        .text("--provider", "NAME", "whose probe, hotspot if not said")
        .text("--name", "NAME", "the probe, gc__begin if not said")
        .number("--pid", "PID", "in this process only")
        .flag("--list", "list the probes of the file")
        .parse(args);
var provider = options.text("--provider").orElse("hotspot");
var name = options.text("--name").orElse("gc__begin");

// Which process: the one that was named; this one, if no file was named either; else all, -1.
long process = options.number("--pid").orElse(options.has("--path") ? -1 : pid());
var path = options.text("--path").orElse("libjvm.so");
var file = process < 0 ? path : MappedBinary.find(process, path).file();

if (options.has("--list")) {
    var probes = Usdt.list(file);
    if (probes.isEmpty()) {
        System.err.println(file + " was built without such probes");
        exit(1);
    }
    var list = table(options).text("PROVIDER", 10).text("NAME", 36).number("PLACES", 6).text("ARGUMENTS");
    probes.forEach(probe -> list.row(probe.provider(), probe.name(), probe.places(), probe.arguments()));
    exit();
}

var usdt = open("usdt");
usdt.rodata().set("counted_texts", provider.equals("hotspot"));
usdt.rodata().set("ignored_pid", process < 0 ? pid() : 0);
usdt.load();

var table = table(options).text("TIME", 8).number("PID", 7).text("COMM", 16).text("PROBE");
usdt.ringBuffer("events", "hit").tail(hit -> table.row(
        time(), hit.get("pid"), hit.get("comm"), Call.of(name, hit.getStruct("arguments"))));
tellLost(() -> usdt.global("dropped").getLong());

usdt.program("probe_hit").attach(usdt(file, provider, name).pid(process));
table.begin();
exitWith(process);

// Something to see: this JVM has garbage to collect.
if (process == pid()) every(seconds(1), System::gc);
sleep(options.time());
