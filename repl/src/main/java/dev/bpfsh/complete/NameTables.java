// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Lists of names that take a while to read: the kernel's functions, the symbols of a library. Each is read once, by
 * whoever asks first; others wait for that. One that is old is given all the same, and read again meanwhile.
 */
final class NameTables {
    private static final long FRESH_NANOSECONDS = 60_000_000_000L;
    private static final int MOST = 32;

    private final Map<String, Reading> readings = new LinkedHashMap<>();
    private volatile String doing = "";

    private record Reading(FutureTask<NameTable> table, long begun) {}

    /**
     * The names.
     *
     * @param what they are, in words; also what they are kept under
     * @param names reads them; what it throws is taken as that there are none
     */
    NameTable get(String what, Supplier<Collection<String>> names) {
        Reading reading;
        FutureTask<NameTable> again = null;
        synchronized (readings) {
            reading = readings.get(what);
            if (reading == null) {
                if (readings.size() >= MOST) {
                    readings.remove(readings.keySet().iterator().next());
                }
                reading = new Reading(task(names), System.nanoTime());
                readings.put(what, reading);
            } else if (reading.table.isDone() && System.nanoTime() - reading.begun > FRESH_NANOSECONDS) {
                again = task(names);
                // Until it is done the old one stays; so the time is set now, that only one is begun.
                readings.put(what, new Reading(reading.table, System.nanoTime()));
            }
        }
        if (again != null) {
            replaceLater(what, again);
        }
        doing = what;
        try {
            reading.table.run();
            return reading.table.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NameTable.of(List.of());
        } catch (ExecutionException e) {
            return NameTable.of(List.of());
        } finally {
            doing = "";
        }
    }

    /** What is being read now, in words; empty where nothing is. */
    String doing() {
        return doing;
    }

    private static FutureTask<NameTable> task(Supplier<Collection<String>> names) {
        return new FutureTask<>(() -> NameTable.of(names.get()).ready());
    }

    private void replaceLater(String what, FutureTask<NameTable> again) {
        var thread = new Thread(
                () -> {
                    again.run();
                    synchronized (readings) {
                        readings.put(what, new Reading(again, System.nanoTime()));
                    }
                },
                "bpfsh-names");
        thread.setDaemon(true);
        thread.start();
    }
}
