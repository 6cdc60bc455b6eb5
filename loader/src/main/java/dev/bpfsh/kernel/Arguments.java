// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a program was started with, as the kernel keeps it from {@code mm_struct.arg_start} on: words with a zero byte
 * behind each, see {@code /proc/PID/cmdline} in {@code proc_pid_cmdline(5)}.
 *
 * @param words the first is the program's own name, as its caller chose to call it
 * @param cut whether there are more than these, or the last goes on
 */
public record Arguments(List<String> words, boolean cut) {
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./~^-]+", Pattern.UNICODE_CHARACTER_CLASS);

    /** Keeps the words. */
    public Arguments {
        words = List.copyOf(words);
    }

    /**
     * Those of an event that a program sent.
     *
     * <pre>{@code Arguments.of(event.args(), event.size())}</pre>
     *
     * @param bytes as many as there was room for
     * @param size how many there are in all
     */
    public static Arguments of(byte[] bytes, long size) {
        var words = new ArrayList<String>();
        int end = (int) Math.min(size, bytes.length);
        for (int from = 0; from < end; ) {
            int to = from;
            while (to < end && bytes[to] != 0) {
                to++;
            }
            words.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
            from = to + 1;
        }
        return new Arguments(words, size > bytes.length);
    }

    /** As one would type it in a shell: {@code sh -c 'echo hello'}; three dots behind where it was cut. */
    @Override
    public String toString() {
        return words.stream().map(Arguments::quoted).collect(Collectors.joining(" ")) + (cut ? "..." : "");
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
