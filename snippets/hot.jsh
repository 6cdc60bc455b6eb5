// Shows what a process does most: the stacks that were met most often, of the kernel, of libraries and of Java.

var process = pid();   // which process
every(millis(50), () -> btf("task_struct").toString());   // only for something to see
run("profile", "--pid", "" + process, "--seconds", "1", "--top", "2");
