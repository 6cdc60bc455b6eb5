// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A view that the user wrote: a function to a text, to a {@link Row}, or to another value that is shown instead. What
 * goes wrong in it is said beside the value's own text.
 */
final class UserView<T> implements View<T> {
    private static final int DEEPEST = 16;
    private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

    private final Function<? super T, ?> function;

    UserView(Function<? super T, ?> function) {
        this.function = function;
    }

    @Override
    public Iterable<String> lines(T value, Style style) {
        return with(
                value,
                shown -> {
                    if (shown instanceof CharSequence text) {
                        return Text.lines(text.toString());
                    }
                    return shown instanceof Row row ? RowView.lines(row, style) : Views.lines(shown, style);
                },
                List::of);
    }

    @Override
    public String line(T value) {
        return with(
                value,
                shown -> {
                    if (shown instanceof CharSequence text) {
                        return Text.line(text.toString().lines().findFirst().orElse(""));
                    }
                    return shown instanceof Row row ? RowView.line(row) : Views.line(shown);
                },
                problem -> problem);
    }

    @Override
    public Optional<Row> row(T value) {
        return with(
                value,
                shown -> shown instanceof Row row ? Optional.of(row) : Rows.of(shown),
                problem -> Optional.empty());
    }

    private <R> R with(T value, Function<Object, R> then, Function<String, R> otherwise) {
        int depth = DEPTH.get();
        if (depth == DEEPEST) {
            return otherwise.apply(OneLine.word(value));
        }
        DEPTH.set(depth + 1);
        try {
            return then.apply(function.apply(value));
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            return otherwise.apply(Text.line(OneLine.word(value) + " (its view threw " + e + ")"));
        } finally {
            DEPTH.set(depth);
        }
    }
}
