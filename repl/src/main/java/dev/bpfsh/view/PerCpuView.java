// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.loader.map.PerCpu;
import java.util.LinkedHashMap;
import java.util.stream.IntStream;

/** The values of all CPUs: a row each alone, folded among others. */
final class PerCpuView implements View<PerCpu<?>> {
    @Override
    public Iterable<String> lines(PerCpu<?> values, Style style) {
        return Table.lines(
                () -> IntStream.range(0, values.values().size())
                        .mapToObj(cpu -> row(cpu, values.values().get(cpu)))
                        .iterator(),
                style);
    }

    private static Row row(int cpu, Object value) {
        var row = new LinkedHashMap<String, Object>();
        row.put("cpu", cpu);
        row.putAll(Entries.parts("value", value));
        return new Row(row);
    }

    @Override
    public String line(PerCpu<?> values) {
        return Cells.text(Folded.of(values));
    }
}
