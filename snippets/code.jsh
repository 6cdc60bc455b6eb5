// Shows the code of a program that somebody else has loaded, as the kernel has it.

var doctor = open("doctor");   // only for something to find
doctor.load();
BpfProgram.translated(progs("seen").get(0).id()).get();
