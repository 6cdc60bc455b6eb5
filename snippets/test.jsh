// Tests what a program does, in a CI as well.

test("it counts this process", () -> {
    var doctor = open("doctor");
    doctor.bss().set("my_pid", pid());
    doctor.load();
    doctor.attach();
    tid();
    expect(() -> doctor.global("calls").getLong() > 0, seconds(2));
});
