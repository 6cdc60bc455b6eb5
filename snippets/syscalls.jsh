// Counts the system calls of one process, by name.

var syscount = open("syscount");
syscount.rodata().set("only_pid", pid());   // which process
syscount.load();
syscount.attach();
sleep(seconds(1));
syscount.map("sums").stream()
        .map(sum -> row(
                "call", SystemCalls.name((Long) sum.getKey()), "count", ((Struct) sum.getValue()).get("count")))
        .toList();
