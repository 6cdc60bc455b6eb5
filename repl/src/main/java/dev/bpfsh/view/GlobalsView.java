// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.loader.BpfObject;
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
        var object = globals.map().object();
        var where = style.bold(Text.line(object.name() + globals.name()));
        if (globals.all().isEmpty()) {
            return List.of(where + "   no global variables");
        }
        var lines = new ArrayList<String>();
        lines.add(where + (closed(object) ? style.hint("   closed") : ""));
        globals.all().values().forEach(global -> lines.addAll(lines(global, INDENT, style)));
        return lines;
    }

    static List<String> lines(Global global, Style style) {
        return lines(global, "", style);
    }

    private static List<String> lines(Global global, String indent, Style style) {
        return closed(global.section().map().object())
                ? List.of(style.cut(indent + declaration(global)))
                : CView.lines(declaration(global) + " = ", global.get(), indent, style);
    }

    static List<String> lines(Snapshot snapshot, Style style) {
        var lines = new ArrayList<String>();
        lines.add(style.bold("snapshot of " + snapshot.time()));
        snapshot.values()
                .forEach((name, value) -> lines.addAll(CView.lines(Text.line(name) + " = ", value, INDENT, style)));
        return lines;
    }

    /** On one line, however long; of a closed object there is only what is declared. */
    static String line(Global global) {
        return closed(global.section().map().object())
                ? declaration(global)
                : declaration(global) + " = " + CView.line(global.get());
    }

    private static String declaration(Global global) {
        return Text.line(global.declaration());
    }

    private static boolean closed(BpfObject object) {
        return object.state() == BpfObject.State.CLOSED;
    }
}
