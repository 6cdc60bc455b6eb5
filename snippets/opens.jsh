// Shows who opens one file.

var opens = open("opensnoop");
opens.load();
opens.program("enter_openat").attach(tracepoint("syscalls", "sys_enter_openat"));
opens.program("leave").attach(tracepoint("syscalls", "sys_exit_openat"));
opens.ringBuffer("events", "event").tail(event -> {
    if (event.getString("path").equals("/etc/hostname")) System.out.println(event);
});
