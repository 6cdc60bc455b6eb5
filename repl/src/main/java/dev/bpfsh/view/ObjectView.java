// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.loader.BpfMap;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.BpfProgram;
import dev.bpfsh.loader.Globals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A BPF object: what is in it, where it is in its life, and what comes next. */
record ObjectView(BpfObject object, Style style) {
    private static final int MOST_GLOBALS = 12;
    /** Columns that a program or a map with its globals behind it takes at least. */
    private static final int NARROW = 72;

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(String.join(
                "   ",
                style.bold(Text.line(object.name())) + "  " + object.state(),
                Text.line(object.source()),
                object.license().isEmpty() ? "no license" : "license " + Text.line(object.license())));
        lines.addAll(labelled("programs", programs()));
        lines.addAll(labelled("maps", maps()));
        lines.add("  " + style.hint(next()));
        return lines;
    }

    private List<String> labelled(String label, List<String> its) {
        var lines = new ArrayList<String>();
        if (narrow() && !its.isEmpty()) {
            lines.add("  " + label);
        }
        for (var line : its) {
            var left = narrow() ? "    " : "  " + String.format("%-8s", lines.isEmpty() ? label : "") + "  ";
            lines.add(style.cut(left + Text.line(line)));
        }
        return lines;
    }

    /** Whether what is in a map has lines of its own. */
    private boolean narrow() {
        return style.width() < NARROW;
    }

    private List<String> programs() {
        var columns = new Columns();
        for (var program : object.programs().values()) {
            row(columns, program);
        }
        return columns.lines();
    }

    private static void row(Columns columns, BpfProgram program) {
        columns.row(program.name(), program.section(), program.instructionCount() + " insns", attachment(program));
    }

    private static void row(Columns columns, BpfMap map) {
        columns.row(map.name(), map.type(), MapView.size(map));
    }

    static String attachment(BpfProgram program) {
        if (!program.links().isEmpty()) {
            return "attached";
        }
        return program.attachesByItself() ? "attaches by itself" : "needs attach(HOOK)";
    }

    private List<String> maps() {
        var columns = new Columns();
        var contents = new ArrayList<List<String>>();
        for (var map : object.maps().values()) {
            var its = section(map).map(this::globals).orElse(List.of(""));
            columns.row(map.name(), map.type(), MapView.size(map), narrow() ? "" : its.get(0));
            if (!narrow()) {
                its.stream().skip(1).forEach(line -> columns.row("", "", "", line));
            }
            contents.add(its);
        }
        if (!narrow()) {
            return columns.lines();
        }
        var lines = new ArrayList<String>();
        for (int i = 0; i < contents.size(); i++) {
            lines.add(columns.lines().get(i));
            contents.get(i).stream().filter(line -> !line.isEmpty()).forEach(line -> lines.add("  " + line));
        }
        return lines;
    }

    private Optional<Globals> section(BpfMap map) {
        return object.sections().values().stream()
                .filter(section -> section.map() == map)
                .findFirst();
    }

    private List<String> globals(Globals section) {
        var all = section.all().values();
        var lines = new ArrayList<String>();
        all.stream().limit(MOST_GLOBALS).map(GlobalsView::line).forEach(lines::add);
        if (all.size() > MOST_GLOBALS) {
            lines.add("... " + (all.size() - MOST_GLOBALS) + " more: " + "section(\"" + section.name() + "\")");
        }
        if (section.readOnly()) {
            lines.add(0, lines.isEmpty() ? "read-only" : "read-only after load");
        }
        return lines.isEmpty() ? List.of("") : lines;
    }

    private String next() {
        return switch (object.state()) {
            case OPENED -> "nothing is in the kernel yet; set globals, then load()";
            case LOADED ->
                object.links().isEmpty()
                        ? "in the kernel, not attached; next attach()"
                        : "in the kernel and attached; trace() shows what it prints, close() ends it";
            case CLOSED -> "closed: nothing of it is in the kernel any more";
        };
    }
}
