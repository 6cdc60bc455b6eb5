// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.btf.CText;
import dev.bpfsh.btf.EnumValue;
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
        // An enum alone has room for its number too.
        var shown = value instanceof EnumValue ? value.toString() : CText.of(value);
        return global.declaration() + " = " + Printable.of(shown);
    }
}
