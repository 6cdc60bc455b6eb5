// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.kernel.Printable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How values of a type are shown: alone, on a line among others, and as a row of a table.
 *
 * @param <T> the type
 */
@FunctionalInterface
public interface View<T> {
    /**
     * The lines for a value alone. Where the style is bounded there need not be more of them than it has room for;
     * otherwise there are all, which may be made while they are read.
     */
    Iterable<String> lines(T value, Style style);

    /** The text for a value among others: its first line. */
    default String line(T value) {
        var lines = lines(value, Style.unbounded()).iterator();
        return lines.hasNext() ? lines.next() : "";
    }

    /** What is said of a value in the columns of a table, if it can be. */
    default Optional<Row> row(T value) {
        return Optional.empty();
    }

    /** A view that is a text, harmless to a terminal once it is shown. */
    static <T> View<T> text(Function<? super T, String> text) {
        return (value, style) -> Text.lines(text.apply(value));
    }

    /** A view that is facts by their names. */
    static <T> View<T> facts(Function<? super T, Row> facts) {
        return new View<>() {
            @Override
            public Iterable<String> lines(T value, Style style) {
                return RowView.lines(facts.apply(value), style);
            }

            @Override
            public String line(T value) {
                return Text.line(OneLine.word(value));
            }

            @Override
            public Optional<Row> row(T value) {
                return Optional.of(facts.apply(value));
            }
        };
    }

    /** A view that is one line. */
    static <T> View<T> line(Function<? super T, String> line) {
        return (value, style) -> List.of(Printable.of(line.apply(value)));
    }
}
