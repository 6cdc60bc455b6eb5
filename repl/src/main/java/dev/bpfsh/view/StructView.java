// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.btf.Struct;
import java.util.Optional;

/** A struct as C writes it; of many each member is a column. */
final class StructView implements View<Struct> {
    @Override
    public Iterable<String> lines(Struct struct, Style style) {
        return CView.lines("", struct, style);
    }

    @Override
    public String line(Struct struct) {
        return CView.line(struct);
    }

    @Override
    public Optional<Row> row(Struct struct) {
        return Optional.of(new Row(struct.members()));
    }
}
