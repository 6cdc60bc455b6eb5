// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.suite;

import dev.bpfsh.expect.TestLog.End;
import dev.bpfsh.expect.TestLog.Entry;
import dev.bpfsh.kernel.Printable;
import dev.bpfsh.view.Style;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How scripts ended, for a person: a line each, more of those that went wrong. */
final class TextReport {
    /** Behind a name: a colon and the number of a line. */
    private static final int LINE_NUMBER = 5;

    private static final String INDENT = " ".repeat(9);
    /** Of what is below a test's name. */
    private static final String BELOW = INDENT + "  ";

    /** Of what a script wrote, the last lines. */
    private static final int MOST_LINES = 20;

    private final Style style;
    private final boolean verbose;
    private final int width;

    /**
     * @param scripts that will be reported
     * @param verbose also what scripts wrote that passed, all of it, and a line for each test
     */
    TextReport(List<Path> scripts, Style style, boolean verbose) {
        this.style = style;
        this.verbose = verbose;
        this.width = LINE_NUMBER
                + scripts.stream()
                        .mapToInt(script -> script.toString().length())
                        .max()
                        .orElse(0);
    }

    /** What there is to say of a script. */
    List<String> lines(ScriptResult result) {
        var lines = new ArrayList<String>();
        lines.add(headline(result));
        var bad = ScriptResult.isBad(result.end());
        for (var test : result.cases()) {
            if (verbose && !result.tests().isEmpty() || ScriptResult.isBad(test.end())) {
                details(result, test, lines);
            }
        }
        if (bad || verbose) {
            written("standard output", result.out(), lines);
            written("standard error", result.err(), lines);
        }
        return lines;
    }

    private String headline(ScriptResult result) {
        var name = Printable.of(result.script().toString())
                + result.line().map(line -> ":" + line).orElse("");
        var text =
                String.format(Locale.ROOT, "%s %-" + width + "s %6s", word(result.end()), name, seconds(result.time()));
        if (result.whole().end() == End.SKIPPED) {
            return text + "  " + reason(result.whole());
        }
        long skipped = count(result, End.SKIPPED);
        long passed = count(result, End.PASSED);
        long failed = result.tests().size() - passed - skipped;
        return result.tests().isEmpty() ? text : text + "  tests: " + counts(passed, failed, skipped);
    }

    private static long count(ScriptResult result, End end) {
        return result.tests().stream().filter(test -> test.end() == end).count();
    }

    private void details(ScriptResult result, Entry test, List<String> lines) {
        var text = new ArrayList<>(test.text().lines().map(TextReport::harmless).toList());
        if (!result.tests().contains(test)) {
            text.forEach(line -> lines.add(INDENT + line));
            return;
        }
        var name = INDENT + word(test.end()) + " " + Printable.of(test.name());
        lines.add(test.end() == End.SKIPPED ? name + ": " + reason(test) : name);
        if (ScriptResult.isBad(test.end())) {
            text.forEach(line -> lines.add(BELOW + line));
        }
    }

    private void written(String where, String text, List<String> lines) {
        var all = text.lines().map(TextReport::harmless).toList();
        if (all.isEmpty()) {
            return;
        }
        int from = verbose ? 0 : Math.max(0, all.size() - MOST_LINES);
        lines.add(INDENT + where + (from == 0 ? ":" : ", the last " + MOST_LINES + " of " + all.size() + " lines:"));
        all.subList(from, all.size()).forEach(line -> lines.add(INDENT + style.faint("| ") + line));
    }

    private static String harmless(String line) {
        return Printable.of(line.replace("\t", "    "));
    }

    private static String reason(Entry entry) {
        return harmless(entry.text().lines().findFirst().orElse(""));
    }

    private String word(End end) {
        return switch (end) {
            case PASSED -> "ok      ";
            case SKIPPED -> style.hint("skipped ");
            default -> style.bad("FAILED  ");
        };
    }

    /**
     * The last line.
     *
     * @param left how many were not run
     */
    String summary(List<ScriptResult> results, int left, Duration time) {
        long skipped =
                results.stream().filter(each -> each.end() == End.SKIPPED).count();
        long failed =
                results.stream().filter(each -> ScriptResult.isBad(each.end())).count();
        int all = results.size() + left;
        return all + (all == 1 ? " script: " : " scripts: ")
                + counts(results.size() - failed - skipped, failed, skipped)
                + (left == 0 ? "" : ", " + left + " not run") + ", in " + seconds(time);
    }

    private static String counts(long passed, long failed, long skipped) {
        return passed + " ok" + (failed == 0 ? "" : ", " + failed + " failed")
                + (skipped == 0 ? "" : ", " + skipped + " skipped");
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0);
    }
}
