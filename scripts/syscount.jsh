#!/usr/bin/env bpfsh
// Counts system calls, by call or by process: a live top.
//
// Needs: root (or CAP_BPF and CAP_PERFMON), tracefs.
//
//   $ bpfsh syscount -L
//   CALL                  COUNT      TOTAL US     AVERAGE US
//   futex                   912       8112345         8895.1
//   read                    341          1320            3.9

var options = tool("syscount", "Counts the system calls of each second, by call or by process.")
        .flag("-P", "--processes", "count by process")
        .flag("-L", "--latency", "measure how long they take, and sort by that")
        .number("--pid", "PID", "only of this process")
        .number("--top", "N", "show N lines, 20 otherwise")
        .parse(args);
long top = options.number("--top").orElse(20);
if (top < 1) throw options.wrong("--top: must be 1 or more");
boolean timed = options.has("-L");
boolean byProcess = options.has("-P");

int only = options.process("--pid");   // 0 for all

var syscount = open("syscount");
syscount.rodata().set("only_pid", only);
syscount.rodata().set("left_out", pid());
syscount.rodata().set("by_process", byProcess ? 1 : 0);
syscount.rodata().set("timed", timed ? 1 : 0);
syscount.program("leave").autoload(timed);
syscount.load();
syscount.attach();

var live = liveTable(options);
if (byProcess) live.number("PID", 7).text("COMM", 16); else live.text("CALL", 20);
live.number("COUNT", 10);
if (timed) live.number("TOTAL US", 12).number("AVERAGE US", 12);

List<Object> row(long key, Struct sum) {
    long count = sum.getLong("count");
    double micros = sum.getLong("nanos") / 1000.0;
    var row = new ArrayList<Object>(byProcess ? List.of(key, sum.getString("comm")) : List.of(SystemCalls.name(key)));
    row.add(count);
    if (timed) row.addAll(List.of((long) micros, micros / count));
    return row;
}

onExit(() -> {
    var lost = syscount.global("lost").getLong();
    if (lost > 0) System.err.println("syscount: " + lost + " calls not counted: of too many processes");
});

// drain() takes the sums out of the map, so that each second begins at zero.
var sums = syscount.map("sums");
var greatestFirst = Comparator.comparingLong((Struct sum) -> sum.getLong(timed ? "nanos" : "count")).reversed();

// A process that is watched is looked at until the second in which it ended.
boolean ended = false;
for (long second = 0; second < options.time().toSeconds() && !ended; second++) {
    sleep(seconds(1));
    ended = only != 0 && ProcessHandle.of(only).isEmpty();
    live.show(sums.drain().stream()
            .sorted(Comparator.comparing(entry -> (Struct) entry.getValue(), greatestFirst))
            .limit(top)
            .map(entry -> row((Long) entry.getKey(), (Struct) entry.getValue()))
            .toList());
}
