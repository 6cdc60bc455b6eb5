#!/usr/bin/env bpfsh
// Shows where the CPUs spend their time: the stacks that were met most often, or a flame graph.
//
// Kernel, programs, libraries, and the methods of JVMs. Stacks of programs are complete only where these keep frame
// pointers: gcc -fno-omit-frame-pointer, java -XX:+PreserveFramePointer.
//
//   $ bpfsh profile --seconds 10
//   190 samples, 19.2 %, java (4711)
//     compiled Main.fibonacci
//     compiled Main.main
//     ...
//   $ bpfsh profile --pid 4711 --svg flames.svg       for a browser: a click zooms, / searches
//   $ bpfsh profile --folded > stacks.txt             for other tools
//
// Needs: root (or CAP_BPF and CAP_PERFMON), and Linux 5.8.

var options = tool("profile", "Shows where the CPUs spend their time.")
        .number("--pid", "PID", "this process only")
        .number("-F", "HZ", "samples a second on each CPU, 99 if not said")
        .number("--top", "N", "show so many stacks, 10 if not said")
        .flag("--folded", "write all stacks, each on a line")
        .text("--svg", "FILE", "draw a flame graph")
        .parse(args);
long hertz = options.number("-F").orElse(99);
if (hertz < 1 || hertz > 10_000) throw options.wrong("-F: must be 1 to 10000");

int only = options.process("--pid");

var profile = open("profile");
profile.rodata().set("only_pid", only);
profile.rodata().set("never_pid", only == pid() ? 0 : pid());
profile.load();

// The kernel's functions by address.
var kernel = KernelSymbols.load();

// Each program that is met is looked at while it runs: what lies where in its memory.
var symbols = new UserSymbols();
profile.ringBuffer("images", "image").tail(image -> symbols.look(image.getLong("pid"), image.getLong("exec")));

// A clock on each CPU runs the program.
var clock = profile.program("on_tick").attach(cpuClock().frequency(hertz));

long count(String global) {
    return profile.global(global).getLong();
}

// The addresses that a hash stands for; none where there is no such stack.
List<Long> stack(long hash) {
    if (!(profile.map("stacks").get(hash) instanceof Struct stack)) return List.of();
    return ((List<?>) stack.get("addresses"))
            .stream().map(address -> ((Number) address).longValue()).takeWhile(address -> address != 0).toList();
}

// struct place of profile.bpf.c
record Place(int pid, long exec, long user, long kernel, String comm) {}

// What was counted in the kernel, with names.
StackCounts named() {
    var stacks = new StackCounts();
    symbols.refresh();
    profile.map("samples").forEach((key, samples) -> {
        var place = ((Struct) key).as(Place.class);
        stacks.add(
                place.comm(),
                place.pid(),
                kernel.frames(stack(place.kernel())),
                symbols.frames(place.pid(), place.exec(), stack(place.user())),
                ((Number) samples).longValue());
    });
    return stacks;
}

// A tick that met nothing to do, or another process than the one that is wanted, is no sample.
var reported = new AtomicBoolean();

void report() {
    if (reported.getAndSet(true)) return;
    clock.close();
    var stacks = named();
    var svg = options.text("--svg");
    if (svg.isPresent()) {
        stacks.flameGraph(stacks.samples() + " samples at " + hertz + " Hz").write(Path.of(svg.get()));
    }
    if (options.json()) {
        stacks.facts().forEach(fact -> System.out.println(json(fact)));
    } else if (options.has("--folded")) {
        stacks.folded().forEach(System.out::println);
    } else if (svg.isEmpty()) {
        print(stacks.hottest((int) options.number("--top").orElse(10)));
    }
    System.err.printf("%d samples; others: %d, nothing to do: %d%n", stacks.samples(), count("others"), count("idle"));
    if (count("lost_stacks") > 0) System.err.printf("stacks lost for want of room: %d%n", count("lost_stacks"));
    if (count("lost_samples") > 0) System.err.printf("samples lost for want of room: %d%n", count("lost_samples"));
    symbols.hints().forEach(hint -> System.err.println("hint: " + hint));
}

// At Ctrl-C too, while the maps are still there.
onExit(() -> report());
exitWith(only);
sleep(options.time());
report();
