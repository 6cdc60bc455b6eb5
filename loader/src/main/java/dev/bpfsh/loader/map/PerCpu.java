// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What a map with a value for each CPU has for one key: as many values as CPUs are possible, those that are not online
 * included.
 *
 * @param values by the number of the CPU
 */
public record PerCpu<T>(List<T> values) {
    /** Keeps the values. */
    public PerCpu {
        values = List.copyOf(values);
    }

    /**
     * The value of a CPU.
     *
     * @throws IndexOutOfBoundsException if there is no such CPU
     */
    public T cpu(int number) {
        return values.get(number);
    }

    /**
     * All values together; it wraps as C's 64 bits do.
     *
     * @throws IllegalStateException if they are no whole numbers: use {@link #sum(ToLongFunction)}
     */
    public long sum() {
        return sum(value -> {
            if (value instanceof Number number && !(value instanceof Float) && !(value instanceof Double)) {
                return number.longValue();
            }
            throw new IllegalStateException("sum() of values that are no whole numbers, such as " + value
                    + "; say what to add: sum(value -> ...)");
        });
    }

    /** All together of what is taken from each: {@code sum(visit -> (Long) ((Struct) visit).get("count"))}. */
    public long sum(ToLongFunction<? super T> part) {
        return values.stream().mapToLong(part).sum();
    }

    /** {@code [3, 4]}, by CPU. */
    @Override
    public String toString() {
        return values.toString();
    }
}
