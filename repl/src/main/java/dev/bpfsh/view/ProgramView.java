// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.BpfProgram;
import java.util.ArrayList;
import java.util.List;

/** A program: what it is, and where it is attached. */
final class ProgramView {
    private ProgramView() {}

    static List<String> lines(BpfProgram program, Style style) {
        var object = program.object();
        var lines = new ArrayList<String>();
        lines.add(style.bold(program.name()) + " of " + object.name() + "  " + object.state());
        var columns = new Columns();
        columns.row("  type", program.type());
        columns.row("  section", program.section());
        columns.row("  code", program.instructionCount() + " insns: disassemble()");
        program.attachTarget().ifPresent(target -> columns.row("  target", target));
        if (object.state() == BpfObject.State.LOADED) {
            program.links().forEach(link -> columns.row("  attached", link.hook()));
        }
        if (object.state() == BpfObject.State.CLOSED || program.links().isEmpty()) {
            columns.row("  attached", program.attachesByItself() ? "no; by itself: attach()" : "no; attach(HOOK)");
        }
        lines.addAll(columns.lines());
        return lines;
    }
}
