// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import dev.bpfsh.compile.Diagnostic.Severity;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import java.util.ArrayList;
import java.util.List;

/**
 * A source could not be compiled: it is wrong, or this machine lacks what compiling needs. The message holds the first
 * errors with their places; {@link #diagnostics()} holds all.
 */
public final class CompileFailed extends BpfException {
    private static final int LINES_SHOWN = 15;

    private final transient List<Diagnostic> diagnostics;
    private final boolean lacksCompiler;

    /** The compiler said what is wrong. */
    CompileFailed(String source, List<Diagnostic> diagnostics, String hint) {
        super("compile", source, count(diagnostics), null, shown(diagnostics), hint);
        this.diagnostics = List.copyOf(diagnostics);
        this.lacksCompiler = false;
    }

    /** The compiler could not be asked, or gave no answer. */
    CompileFailed(String source, String cause, List<String> details, String hint) {
        this(source, cause, details, hint, false);
    }

    private CompileFailed(String source, String cause, List<String> details, String hint, boolean lacksCompiler) {
        super("compile", source, cause, null, details, hint);
        this.diagnostics = List.of();
        this.lacksCompiler = lacksCompiler;
    }

    /** There is no clang here that could be asked. */
    static CompileFailed lackingCompiler(String source, String cause, String hint) {
        return new CompileFailed(source, cause, List.of(), hint, true);
    }

    /** Whether nothing is wrong but that this machine has no clang, or one that is too old. */
    public boolean lacksCompiler() {
        return lacksCompiler;
    }

    @Override
    public Topic topic() {
        return lacksCompiler ? Topic.MACHINE : Topic.OBJECT;
    }

    /** All that the compiler said, in its order, warnings and notes included; empty where it was not asked. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    private static String count(List<Diagnostic> diagnostics) {
        long errors = errors(diagnostics);
        return errors == 1 ? "1 error" : errors + " errors";
    }

    private static long errors(List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .filter(each -> each.severity() == Severity.ERROR)
                .count();
    }

    /** Whole diagnostics while they fit a screen, from the first error on; warnings have their turn when it compiles. */
    private static List<String> shown(List<Diagnostic> diagnostics) {
        var lines = new ArrayList<String>();
        long left = errors(diagnostics);
        boolean ofError = false;
        for (var each : diagnostics) {
            ofError = each.severity() == Severity.ERROR || each.severity() == Severity.NOTE && ofError;
            var text = each.toString().lines().toList();
            if (ofError && !lines.isEmpty() && lines.size() + text.size() > LINES_SHOWN) {
                break;
            } else if (ofError) {
                lines.addAll(text);
                left -= each.severity() == Severity.ERROR ? 1 : 0;
            }
        }
        if (left > 0) {
            lines.add("... " + left + (left == 1 ? " error more" : " errors more"));
        }
        return lines;
    }
}
