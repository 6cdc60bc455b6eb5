// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.testing.Leaks;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.List;

/**
 * A long run over damaged objects in a process of its own, which may die of it: a file holds the number of the object
 * at work, so that whoever started it knows where to go on. The arguments are that file, {@code open} or {@code load},
 * the first number and the one after the last.
 */
public final class MutationProcess {
    /** The exit status when an object kept the process busy for too long. */
    static final int HANGS = 9;

    /** The exit status when something other than our own exception came out. */
    static final int WRONG = 8;

    private static final long PATIENCE_MS = 60_000;

    private MutationProcess() {}

    /** Runs. */
    public static void main(String[] arguments) throws Exception {
        boolean loads = arguments[1].equals("load");
        long from = Long.parseLong(arguments[2]);
        long to = Long.parseLong(arguments[3]);
        var bases = Corpus.bytes(loads ? Corpus.loadable() : Corpus.all());
        var place = placeIn(Path.of(arguments[0]));
        watch(place);
        var outcomes = new EnumMap<Inspection.Outcome, Integer>(Inspection.Outcome.class);
        Leaks.Snapshot before = null;
        for (long number = from; number < to; number++) {
            place.putLong(0, number);
            place.putLong(8, System.currentTimeMillis());
            outcomes.merge(inspect(bases, number, loads), 1, Integer::sum);
            if (number == from + 200) {
                before = Leaks.snapshot();
            }
        }
        if (before != null) {
            Leaks.assertNoneSince(before);
        }
        System.out.println(arguments[1] + " " + from + " to " + to + ": " + outcomes);
        Runtime.getRuntime().halt(0);
    }

    private static Inspection.Outcome inspect(List<byte[]> bases, long number, boolean loads) {
        try {
            var damaged = Mutator.mutate(bases, number);
            if (loads) {
                return Inspection.load(damaged);
            }
            Inspection.walkTypes(damaged);
            return Inspection.open(damaged);
        } catch (Throwable wrong) {
            System.out.println("number " + number + ": " + wrong);
            wrong.printStackTrace(System.out);
            Runtime.getRuntime().halt(WRONG);
            throw wrong;
        }
    }

    private static MappedByteBuffer placeIn(Path file) throws IOException {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var place = channel.map(FileChannel.MapMode.READ_WRITE, 0, 16);
            place.order(ByteOrder.nativeOrder());
            return place;
        }
    }

    private static void watch(MappedByteBuffer place) {
        var watchdog = new Thread(() -> {
            while (true) {
                try {
                    Thread.sleep(1000);
                } catch (InterruptedException e) {
                    return;
                }
                if (System.currentTimeMillis() - place.getLong(8) > PATIENCE_MS) {
                    System.out.println("number " + place.getLong(0) + ": hangs");
                    Thread.getAllStackTraces().forEach((thread, frames) -> {
                        if (thread.getName().equals("main")) {
                            for (var frame : frames) {
                                System.out.println("  " + frame);
                            }
                        }
                    });
                    Runtime.getRuntime().halt(HANGS);
                }
            }
        });
        watchdog.setDaemon(true);
        place.putLong(8, System.currentTimeMillis());
        watchdog.start();
    }
}
