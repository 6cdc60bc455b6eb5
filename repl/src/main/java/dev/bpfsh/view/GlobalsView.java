// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.kernel.Printable;
import dev.bpfsh.loader.Global;
import dev.bpfsh.loader.Globals;
import java.util.stream.Collectors;

/** Global variables as C declares them, with the values they have now. */
final class GlobalsView {
    private GlobalsView() {}

    static String text(Globals globals, Style style) {
        var where = style.bold(globals.map().object().name() + globals.name());
        if (globals.all().isEmpty()) {
            return where + "   no global variables";
        }
        return globals.all().values().stream()
                .map(global -> "  " + line(global))
                .collect(Collectors.joining("\n", where + "\n", ""));
    }

    static String line(Global global) {
        var value = global.get();
        var shown = value instanceof String ? '"' + value.toString() + '"' : String.valueOf(value);
        return global.declaration() + " = " + Printable.of(shown);
    }
}
