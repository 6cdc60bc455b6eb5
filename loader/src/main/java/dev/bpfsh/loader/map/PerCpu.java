// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import dev.bpfsh.btf.Struct;
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
                    + "; say what to add: sum(\"MEMBER\") of structs, sum(value -> ...)");
        });
    }

    /**
     * A member of all structs together: {@code sum("packets")}, {@code sum("sizes[2]")}; it wraps as C's 64 bits do.
     *
     * @throws IllegalStateException if they are no structs
     */
    public long sum(String member) {
        return sum(value -> {
            if (value instanceof Struct struct) {
                return struct.getLong(member);
            }
            throw new IllegalStateException("sum(\"" + member + "\") of values that are no structs, such as " + value
                    + "; sum() adds up numbers");
        });
    }

    /** All together of what is taken from each: {@code sum(name -> ((String) name).length())}. */
    public long sum(ToLongFunction<? super T> part) {
        return values.stream().mapToLong(part).sum();
    }

    /** {@code [3, 4]}, by CPU. */
    @Override
    public String toString() {
        return values.toString();
    }
}
