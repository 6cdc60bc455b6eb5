// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.kernel.Printable;
import dev.bpfsh.loader.BpfMap;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.BpfProgram;
import dev.bpfsh.loader.Global;
import dev.bpfsh.loader.Globals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A BPF object: what is in it, where it is in its life, and what comes next. */
record ObjectView(BpfObject object, Style style) {
    private static final int MOST_GLOBALS = 12;

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(String.join(
                "   ",
                style.bold(object.name()) + "  " + object.state(),
                object.source(),
                object.license().isEmpty() ? "no license" : "license " + Printable.of(object.license())));
        lines.addAll(labelled("programs", programs()));
        lines.addAll(labelled("maps", maps()));
        lines.add("  " + style.hint(next()));
        return lines;
    }

    private List<String> labelled(String label, Columns columns) {
        var lines = new ArrayList<String>();
        for (var line : columns.lines()) {
            lines.add(style.cut("  " + String.format("%-8s", lines.isEmpty() ? label : "") + "  " + line));
        }
        return lines;
    }

    private Columns programs() {
        var columns = new Columns();
        for (var program : object.programs().values()) {
            row(columns, program);
        }
        return columns;
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

    private Columns maps() {
        var columns = new Columns();
        for (var map : object.maps().values()) {
            var contents = section(map).map(this::globals).orElse(List.of(""));
            columns.row(map.name(), map.type(), MapView.size(map), contents.get(0));
            contents.stream().skip(1).forEach(line -> columns.row("", "", "", line));
        }
        return columns;
    }

    private Optional<Globals> section(BpfMap map) {
        return object.sections().values().stream()
                .filter(section -> section.map() == map)
                .findFirst();
    }

    private List<String> globals(Globals section) {
        var all = section.all().values();
        var lines = new ArrayList<String>();
        all.stream().limit(MOST_GLOBALS).map(this::global).forEach(lines::add);
        if (all.size() > MOST_GLOBALS) {
            lines.add("... " + (all.size() - MOST_GLOBALS) + " more: " + "section(\"" + section.name() + "\")");
        }
        if (section.readOnly()) {
            lines.add(0, lines.isEmpty() ? "read-only" : "read-only after load");
        }
        return lines.isEmpty() ? List.of("") : lines;
    }

    private String global(Global global) {
        return object.state() == BpfObject.State.CLOSED ? global.declaration() : GlobalsView.line(global);
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
