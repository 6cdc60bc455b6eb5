// Shows programs as they start and end, in a table that grows.

var execs = open("bootstrap");
execs.load();
execs.attach();
table(execs.ringBuffer("events", "event"), "kind", "pid", "ppid", "comm", "filename");
