// Changes a variable of a program that runs, and sees the effect.

var doctor = open("doctor");
doctor.load();
doctor.attach();
doctor.bss().set("my_pid", pid());
tid();
doctor.bss();
