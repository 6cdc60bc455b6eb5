// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.loader.Global;
import dev.bpfsh.loader.Globals;
import dev.bpfsh.loader.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** Global variables as C declares them, with the values they have now. */
final class GlobalsView {
    private static final String INDENT = "  ";

    private GlobalsView() {}

    static List<String> lines(Globals globals, Style style) {
        var where = style.bold(globals.map().object().name() + globals.name());
        if (globals.all().isEmpty()) {
            return List.of(where + "   no global variables");
        }
        var lines = new ArrayList<String>();
        lines.add(where);
        for (var global : globals.all().values()) {
            CView.lines(global.declaration() + " = ", global.get(), INDENT, style)
                    .forEach(lines::add);
        }
        return lines;
    }

    static List<String> lines(Global global, Style style) {
        return CView.lines(global.declaration() + " = ", global.get(), style);
    }

    static List<String> lines(Snapshot snapshot, Style style) {
        var lines = new ArrayList<String>();
        lines.add(style.bold("snapshot of " + snapshot.time()));
        snapshot.values().forEach((name, value) -> lines.addAll(CView.lines(name + " = ", value, INDENT, style)));
        return lines;
    }

    /** On one line, however long. */
    static String line(Global global) {
        return global.declaration() + " = " + CView.line(global.get());
    }
}
