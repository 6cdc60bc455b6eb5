#!/usr/bin/env bpfsh
// Shows each task (thread) of the machine with its state, how deep it is in the kernel, and where.
//
//   $ bpfsh task_iter
//       PID     TID COMM             STATE      DEPTH KERNEL
//         1       1 systemd          SLEEPING       7 do_epoll_wait
//         2       2 kthreadd         SLEEPING       4 kthreadd
//      4711    4711 bash             SLEEPING       9 do_wait
//      4712    4712 gzip             RUNNING        0 -
//
//   $ bpfsh task_iter --pid 4711              the threads of one process
//   $ bpfsh task_iter --seconds 10            again each second
//
// Needs: root (or CAP_BPF and CAP_PERFMON), and Linux 5.9.

var options = tool("task_iter", "Shows each task with its state, and how deep it is in the kernel.")
        .number("--pid", "PID", "the threads of this process only")
        .parse(args);

int only = options.process("--pid");

var iterator = open("task_iter");
iterator.rodata().set("only_pid", only);
iterator.load();

// Attach: an iterator has no hook that fires. Its link is what is read.
var link = iterator.program("tasks").attach();

// The kernel's functions by address.
var kernel = KernelSymbols.load();

List<Object> row(Struct task) {
    long depth = task.getLong("kernel_depth");
    return Arrays.asList(
            task.get("pid"),
            task.get("tid"),
            task.get("comm"),
            TaskState.of(task.getLong("state"), task.getLong("exit_state")),
            depth,
            depth == 0 ? null : kernel.frame(task.getLong("kernel_top")).name());
}

// Each read walks over all tasks that there are now; the program writes a struct task for each.
List<List<Object>> tasks() {
    return link.structs("task").map(task -> row(task)).toList();
}

if (options.has("--seconds")) {
    var live = liveTable(options)
            .number("PID", 7).number("TID", 7).text("COMM", 16).text("STATE", 10).number("DEPTH", 5).text("KERNEL");
    every(seconds(1), () -> live.show(tasks()));
    sleep(options.time());
} else {
    var table = table(options)
            .number("PID", 7).number("TID", 7).text("COMM", 16).text("STATE", 10).number("DEPTH", 5).text("KERNEL");
    tasks().forEach(task -> table.row(task.toArray()));
}
