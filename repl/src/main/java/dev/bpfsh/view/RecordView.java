// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.List;
import java.util.Optional;

/** A record by its components, on one line where that is short; one that has a text of its own by that. */
final class RecordView implements View<Record> {
    @Override
    public Iterable<String> lines(Record record, Style style) {
        boolean own = Views.isOwn(record);
        if (Rows.ownText(record)) {
            return own ? OwnViews.printed(record) : List.of(Views.inlineWord(record, style));
        }
        var text = OneLine.word(record);
        return own || Width.of(text) + Views.NAME > style.width()
                ? Rows.components(record)
                        .<Iterable<String>>map(row -> own
                                ? RowView.lines(row, style)
                                : OwnViews.titled(record.getClass().getSimpleName(), row, style))
                        .orElseGet(() -> List.of(Text.line(text)))
                : List.of(Text.line(text));
    }

    @Override
    public String line(Record record) {
        return Text.line(OneLine.word(record));
    }

    @Override
    public Optional<Row> row(Record record) {
        return Rows.components(record);
    }
}
