// Shows which BPF programs of the machine cost most.

var doctor = open("doctor");   // only for something to see
doctor.load();
doctor.attach();
var measuring = BpfProgram.statistics();
sleep(seconds(1));
measuring.close();
table(progs().stream().filter(program -> program.runCount() > 0)
        .sorted(Comparator.comparing(program -> -program.runNanos())).limit(10).toList(), "id", "name", "runs");
