// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.kernel.Printable;
import dev.bpfsh.loader.Rejection;
import java.util.ArrayList;
import java.util.List;

/** Why the verifier refused: its reason, where, what it knew, and what to do. */
final class RejectionView {
    private RejectionView() {}

    static List<String> lines(Rejection rejection, Style style) {
        var columns = new Columns();
        rejection.source().ifPresent(line -> columns.row("  source", Printable.of(line)));
        rejection.instruction().ifPresent(line -> columns.row("  insn", Printable.of(line)));
        rejection.registers().forEach((name, state) -> columns.row("  " + name, Printable.of(state)));
        rejection.path().forEach(step -> columns.row("  before", Printable.of(step)));
        rejection.explanation().ifPresent(text -> columns.row("  because", Printable.of(text)));
        var lines = new ArrayList<String>();
        lines.add(style.bad(Printable.of(rejection.reason())));
        lines.addAll(columns.lines());
        lines.add(style.faint("  log() has all " + rejection.log().size() + " lines"));
        rejection.hint().ifPresent(hint -> lines.add(style.hint("hint: " + Text.line(hint))));
        return lines;
    }
}
