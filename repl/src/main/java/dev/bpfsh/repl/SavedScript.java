// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Essence;
import dev.bpfsh.loader.BpfMap;
import dev.bpfsh.loader.BpfObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What mattered of a session as a script that goes on as the session would. */
final class SavedScript {
    private static final Pattern KERNEL = Pattern.compile("\\.(load|attach\\w*)\\(");
    private static final Pattern TRACE = Pattern.compile("(?<![.\\w])trace\\(");
    private static final Pattern CLANG = Pattern.compile("\\bcompile\\(|\\bopen\\(\"[^\"]*\\.c\"");
    private static final Pattern TEST = Pattern.compile("(?<![.\\w])(expect|expectThrows|test)\\(");
    private static final Pattern END = Pattern.compile("(?<![.\\w])(sleep|exit)\\([^;]*\\);?");

    private final Essence essence;
    private final List<String> sources;
    private final boolean isTest;
    private final boolean goesOn;

    SavedScript(Essence essence) {
        this.essence = essence;
        this.sources = essence.sources();
        this.isTest = has(TEST);
        // A test ends when it has seen what it expects.
        this.goesOn = !isTest
                && !(sources.size() > 0
                        && END.matcher(sources.get(sources.size() - 1)).matches())
                && essence.alive().stream().anyMatch(made -> !(made instanceof BpfObject || made instanceof BpfMap));
    }

    boolean isEmpty() {
        return sources.isEmpty();
    }

    private boolean has(Pattern pattern) {
        return sources.stream().anyMatch(source -> pattern.matcher(source).find());
    }

    /**
     * The text of the script.
     *
     * @param firstLine what makes it executable
     * @param libraries that it needs
     */
    String text(String firstLine, List<String> libraries) {
        List<String> lines = new ArrayList<>(List.of(firstLine, "// What mattered of a session at the prompt."));
        List<String> needs = needs();
        if (!needs.isEmpty()) {
            lines.addAll(List.of("//", "// Needs: " + String.join(", ", needs) + "."));
        }
        libraries.forEach(library -> lines.add("//DEPS " + library));
        lines.add("");
        lines.addAll(sources);
        if (goesOn) {
            lines.addAll(List.of(
                    "", "// What is attached stays so until Ctrl-C, which takes it out of the kernel.", "sleep();"));
        }
        return String.join("\n", lines) + "\n";
    }

    private List<String> needs() {
        List<String> needs = new ArrayList<>();
        if (has(CLANG)) {
            needs.add("clang");
        }
        if (has(KERNEL)) {
            needs.add("root (or CAP_BPF and CAP_PERFMON)");
        }
        if (has(TRACE)) {
            needs.add("tracefs");
        }
        return needs;
    }

    /** What was done, in a line, and in another what comes of the script. */
    String said(Path file) {
        int all = essence.all();
        String snippets = all == 1 ? " snippet in " : " snippets in ";
        String leftOut = essence.leftOut().entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey().words())
                .collect(Collectors.joining(", "));
        return (leftOut.isEmpty() ? "" : sources.size() + " of ")
                + all
                + snippets
                + file
                + (leftOut.isEmpty() ? "" : "; left out: " + leftOut)
                + (isTest ? "\nbpfsh --test runs it" : goesOn ? "\nit goes on until Ctrl-C" : "");
    }
}
