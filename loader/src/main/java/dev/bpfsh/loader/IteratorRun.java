// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One run of an iterator's program as a stream that closes what it reads from at its end. */
final class IteratorRun<T> extends AbstractSpliterator<T> {
    /** Answers null at the end. */
    interface Source<T> {
        T next() throws IOException;
    }

    private final Closeable output;
    private final Source<T> source;

    IteratorRun(Closeable output, Source<T> source) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.output = output;
        this.source = source;
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        try {
            var next = source.next();
            if (next == null) {
                output.close();
                return false;
            }
            action.accept(next);
            return true;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Stream<T> stream() {
        return StreamSupport.stream(this, false).onClose(() -> {
            try {
                output.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }
}
