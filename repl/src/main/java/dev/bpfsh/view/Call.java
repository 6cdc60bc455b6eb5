// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.btf.Address;
import dev.bpfsh.btf.Struct;
import dev.bpfsh.kernel.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * A call of a function whose parameters nobody described, as C would write it: {@code access("/etc/hostname", 4)}. What
 * each word means is guessed: the address of readable text is that text, another large one an {@link Address}, the rest
 * numbers. The events are those of {@code scripts/arguments.h}.
 *
 * @param function its name
 * @param arguments a {@link String}, a {@link Long} or an {@link Address} each
 */
public record Call(String function, List<?> arguments) {
    /** Above are addresses of a process; below are numbers, the sizes of all memories among them. */
    private static final long LARGEST_NUMBER = 1L << 40;

    /** {@code MAX_TEXT}: bytes of a text, with the zero at its end. */
    private static final int LONGEST_TEXT = 64;

    private static final String CUT = "...";

    /** A copy, so that it stays as it is. */
    public Call {
        arguments = List.copyOf(arguments);
    }

    /**
     * With arguments whose sizes are known, as those of a USDT probe are.
     *
     * @param arguments a {@code struct arguments}
     */
    public static Call of(String function, Struct arguments) {
        return of(function, arguments, Call::value);
    }

    /**
     * With arguments as they were in registers.
     *
     * @param arguments a {@code struct arguments}
     */
    public static Call ofRegisters(String function, Struct arguments) {
        return of(function, arguments, Call::register);
    }

    private static Call of(String function, Struct arguments, LongFunction<Object> number) {
        var values = new ArrayList<>();
        for (int i = 0; i < arguments.getLong("count"); i++) {
            values.add(argument(arguments.getStruct("values[" + i + "]"), number));
        }
        return new Call(function, values);
    }

    /**
     * What a function gave back.
     *
     * @param argument a {@code struct argument}, its value from the register of results
     */
    public static Object result(Struct argument) {
        return argument(argument, Call::register);
    }

    private static Object argument(Struct argument, LongFunction<Object> number) {
        boolean cut = argument.getLong("length") >= LONGEST_TEXT;
        // The last letter of a text that was cut may have been cut itself.
        var text = argument.getString("text").replaceFirst(cut ? "[\\udc80-\\udcff]*$" : "", "");
        if (text.isEmpty() || !text.codePoints().allMatch(Call::isText)) {
            return number.apply(argument.getLong("value"));
        }
        return cut ? text + CUT : text;
    }

    // Memory that holds anything else seldom looks like this.
    private static boolean isText(int letter) {
        return letter == '\t' || letter == '\n' || letter == '\r' || isPrintable(letter);
    }

    private static boolean isPrintable(int letter) {
        var one = Character.toString(letter);
        return Printable.of(one).equals(one);
    }

    private static Object value(long value) {
        return value > -LARGEST_NUMBER && value < LARGEST_NUMBER ? (Object) value : new Address(value);
    }

    // Who writes an int to a register of 64 bits clears the upper half, so its sign is in the middle.
    private static Object register(long bits) {
        return value(bits >>> Integer.SIZE == 0 ? (int) bits : bits);
    }

    /** {@code access("/etc/hostname", 4)}. */
    @Override
    public String toString() {
        return function + arguments.stream().map(Call::quoted).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String quoted(Object argument) {
        return argument instanceof String text
                ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : argument.toString();
    }
}
