// Shows what BPF programs print while one process runs, and nothing of others.

var hello = open("minimal");
hello.bss().set("my_pid", pid());
hello.load();
hello.attach();
trace(pid());
Files.writeString(Path.of("/dev/null"), "hello");   // only for something to see
