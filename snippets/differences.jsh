// Compares two moments of a program's variables.

var doctor = open("doctor");
doctor.bss().set("my_pid", pid());
doctor.load();
doctor.attach();
var before = doctor.snapshot();
tid();
before.diff(doctor.snapshot());
