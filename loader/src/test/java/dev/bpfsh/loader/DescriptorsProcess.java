// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static dev.bpfsh.attach.Hooks.cpuClock;
import static dev.bpfsh.attach.Hooks.tc;
import static dev.bpfsh.attach.Hooks.tcx;
import static dev.bpfsh.attach.Hooks.uprobe;

import dev.bpfsh.attach.Direction;
import dev.bpfsh.libbpf.BpfException;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;

/**
 * Run as a process of its own by {@link BadInputTest}: each way of opening something, with no free descriptor, then one,
 * then two and so on, until it succeeds. Prints what was not given back.
 */
public final class DescriptorsProcess {
    private static final int MOST = 60;
    private static final int LOOKS = 100;

    private interface Opening {
        AutoCloseable open() throws Exception;
    }

    private DescriptorsProcess() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        each("object", () -> load(folder, "maps"));
        each("map", () -> BpfMap.create("hash", "x", 4, 4, 4));
        each("poll", EventPoll::of);
        each("statistics", BpfProgram::statistics);
        var events = load(folder, "events");
        each("ring buffer", () -> events.ringBuffer("ring", byte[].class));
        each("perf buffer", () -> events.perfBuffer("perf", byte[].class));
        each("user ring buffer", () -> events.userRingBuffer("commands"));
        var probes = load(folder, "attach_uprobe");
        each("uprobe", () -> probes.program("on_entry").attach(uprobe("libc.so.6", "malloc")));
        var tracepoints = load(folder, "attach_trace");
        each("tracepoint", () -> tracepoints.program("on_tracepoint").attach());
        var clock = load(folder, "attach_perf");
        each("clock", () -> clock.program("on_sample").attach(cpuClock().frequency(1)));
        var packets = load(folder, "attach_packets");
        each("tc", () -> packets.program("on_tc").attach(tc("lo", Direction.INGRESS)));
        each("tcx", () -> packets.program("on_tc").attach(tcx("lo", Direction.INGRESS)));
        var tasks = load(folder, "attach_iter");
        var link = tasks.program("tasks").attach();
        each("iterator", link::lines);
        Session.current().close();
        System.out.println("done");
    }

    private static BpfObject load(Path folder, String name) {
        var object = BpfObject.open(folder.resolve(name + ".bpf.o"));
        object.load();
        return object;
    }

    // A first time with all there are, so that classes and libraries are loaded; of errors, after the first refusal.
    private static void each(String what, Opening opening) throws Exception {
        opening.open().close();
        refused(opening, 2);
        long before = open();
        var alive = Session.current().alive();
        for (int free = 0; free < MOST; free++) {
            boolean refused = refused(opening, free);
            long now = open();
            // The JVM itself opens files for a moment, those of its cgroup for one, whenever it likes.
            for (int i = 0; i < LOOKS && now > before; i++) {
                Thread.sleep(10);
                now = open();
            }
            // One that Java had kept for itself may be closed meanwhile.
            if (now > before || !Session.current().alive().equals(alive)) {
                System.out.println(what + " with " + free + " descriptors: " + (now - before) + " left, "
                        + Session.current().alive());
            }
            before = now;
            if (!refused) {
                break;
            }
        }
    }

    private static boolean refused(Opening opening, int free) throws Exception {
        var taken = new ArrayDeque<FileInputStream>();
        try {
            take(taken);
            for (int i = 0; i < free; i++) {
                taken.remove().close();
            }
            opening.open().close();
            return false;
        } catch (BpfException expected) {
            System.out.println(expected.getMessage());
            return true;
        } catch (LinkageError noClass) {
            // The class files are descriptors as well.
            return true;
        } catch (RuntimeException other) {
            System.out.println(other);
            return true;
        } finally {
            for (var one : taken) {
                one.close();
            }
        }
    }

    private static void take(ArrayDeque<FileInputStream> taken) {
        try {
            while (true) {
                taken.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException none) {
            // Now there are no more.
        }
    }

    private static long open() throws IOException {
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.count();
        }
    }
}
