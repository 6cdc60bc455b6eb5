#!/usr/bin/env bpfsh
// Tells what this machine can do with BPF, and what to do about what it cannot.
//
// Needs: nothing. Without root it says what root would allow. The exit status is 0 where bpfsh has all
// that it needs, else 4.
//
//   $ bpfsh doctor
//   kernel
//     ok       version: Linux 6.18.44
//     ok       BTF: /sys/kernel/btf/vmlinux, 5904 KiB
//   ...
//   attach
//     ok       the kernel has it: tracepoint, raw tracepoint, uprobe, USDT, iterator, tcx
//     warning  kprobe, ksyscall: this kernel has no kprobes (CONFIG_KPROBE_EVENTS)
//              hint: boot a kernel with CONFIG_KPROBE_EVENTS
//   proof
//     ok       a program: loaded, attached, and run by a system call

var options = tool("doctor", "Tells what this machine can do with BPF, and what to do about what it cannot.")
        .parse(args);

// Everything that can be looked up or asked: a list of records, at the prompt too.
var found = new ArrayList<>(features());

// The proof: a program of our own goes all the way, from its file to a run in the kernel.
found.add(Feature.tried("proof", "a program", () -> {
    try (var doctor = open("doctor")) {
        doctor.bss().set("my_pid", pid());
        doctor.load();
        doctor.attach();
        tid();   // Asks the kernel, gettid(2), and the program counts it.
        if (doctor.global("calls").getLong() == 0) throw new IllegalStateException("it was attached and did not run");
        return "loaded, attached, and run by a system call";
    }
}));

features(options, found);

if (found.stream().anyMatch(feature -> feature.state() == Feature.State.MISSING)) exit(4);
