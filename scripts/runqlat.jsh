#!/usr/bin/env bpfsh
// Shows how long tasks that could run wait for a CPU, as a histogram.
//
// Needs: root (or CAP_BPF and CAP_PERFMON).
//
//   $ bpfsh runqlat --seconds 10
//   usecs           count
//   [0, 2)           2311 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@|
//   [2, 4)            930 |@@@@@@@@@@@@@@@                      |

var options = tool("runqlat", "Shows how long tasks that could run wait for a CPU, when it ends.")
        .number("--pid", "PID", "only the threads of this process")
        .parse(args);

int only = options.process("--pid");   // 0 for all

var runqlat = open("runqlat");
runqlat.rodata().set("only_pid", only);
runqlat.rodata().set("left_out", pid());
runqlat.load();
runqlat.attach();

// At the end, or at Ctrl-C: the array of the program is memory of this process too.
onExit(() -> histogram(options, "usecs", runqlat.global("slots").getLongs()));

exitWith(only);
System.err.println("measuring; Ctrl-C shows the result");
sleep(options.time());
