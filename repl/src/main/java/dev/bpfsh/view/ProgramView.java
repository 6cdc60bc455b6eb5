// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.kernel.ProgramInfo;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.BpfProgram;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeMap;

/** A program: what it is, what the kernel says of it, and where it is attached. */
final class ProgramView implements View<BpfProgram> {
    @Override
    public Iterable<String> lines(BpfProgram program, Style style) {
        var object = program.object();
        var lines = new ArrayList<String>();
        lines.add(style.bold(Text.line(program.name())) + " of " + Text.line(object.name()) + "  " + object.state());
        var columns = new Columns();
        columns.row("  type", program.type());
        columns.row("  section", program.section());
        columns.row("  code", program.instructionCount() + " insns: disassemble()");
        program.attachTarget().ifPresent(target -> columns.row("  target", target));
        if (object.state() == BpfObject.State.LOADED) {
            inKernel(columns, program);
            program.links().forEach(link -> columns.row("  attached", link.hook()));
        }
        if (object.state() == BpfObject.State.CLOSED || program.links().isEmpty()) {
            columns.row("  attached", program.attachesByItself() ? "no; by itself: attach()" : "no; attach(HOOK)");
        }
        columns.lines().forEach(line -> lines.add(style.cut(Text.line(line))));
        return lines;
    }

    private static void inKernel(Columns columns, BpfProgram program) {
        ProgramInfo info;
        try {
            info = program.info();
        } catch (IllegalStateException | BpfException leftOutOrForbidden) {
            return;
        }
        columns.row("  id", info.id() + "  tag " + info.tag());
        columns.row(
                "  in kernel",
                info.translatedSize() + " B translated, "
                        + (info.machineSize() == 0 ? "not compiled" : info.machineSize() + " B of machine code"));
        var ids = new TreeMap<Integer, String>();
        info.mapIds().forEach(id -> ids.put(id, "id " + id));
        program.object().maps().values().forEach(map -> {
            try {
                ids.computeIfPresent(map.info().id(), (id, unnamed) -> map.name());
            } catch (IllegalStateException | BpfException notInKernel) {
                // Its number is all there is.
            }
        });
        if (!ids.isEmpty()) {
            columns.row("  maps", String.join(", ", ids.values()));
        }
        columns.row("  runs", info.runCount() == 0 ? "not counted: BpfProgram.statistics()" : Facts.runs(info));
    }

    @Override
    public String line(BpfProgram program) {
        return Text.line(program.toString());
    }

    @Override
    public Optional<Row> row(BpfProgram program) {
        return Optional.of(Row.of(
                "program",
                program.name(),
                "section",
                program.section(),
                "insns",
                program.instructionCount(),
                "attached",
                ObjectView.attachment(program)));
    }
}
