// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.BaseStream;

/** Views of Java's own types. */
final class JavaViews {
    private static final int MOST_BYTES = 16;

    private JavaViews() {}

    static void in(Registry registry) {
        registry.own(Record.class, new RecordView())
                .own(Collection.class, new ListView())
                .own(Map.class, new EntriesView())
                .own(Map.Entry.class, JavaViews.<Map.Entry<?, ?>>alone(Entries::row))
                .own(Object[].class, (array, style) -> ListView.lines(Arrays.asList(array), array, style))
                .own(Optional.class, optional())
                .own(byte[].class, bytes())
                .own(ByteBuffer.class, buffer())
                .own(Duration.class, View.line(Times::text))
                .own(Instant.class, instant())
                .own(BaseStream.class, View.line(stream -> notRead("stream", ".limit(10).toList() takes some")))
                .own(Iterator.class, iterator())
                .own(Throwable.class, throwable())
                .own(Thread.class, alone(JavaViews::thread))
                .own(ProcessHandle.class, alone(JavaViews::process));
    }

    private static String notRead(String what, String how) {
        return "a " + what + ", of which nothing is read: " + how;
    }

    /** Facts among others, Java's text alone. */
    private static <T> View<T> alone(Function<? super T, Row> facts) {
        return new View<>() {
            @Override
            public Iterable<String> lines(T value, Style style) {
                return List.of(Views.inlineWord(value, style));
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

    private static View<Optional<?>> optional() {
        return new View<>() {
            @Override
            public Iterable<String> lines(Optional<?> optional, Style style) {
                var lines = optional.filter(value -> Views.isOwn(value) || value instanceof Collection)
                        .map(value -> Views.lines(value, style));
                return lines.orElseGet(() -> List.of(Views.inline(optional, style)));
            }

            @Override
            public String line(Optional<?> optional) {
                return OneLine.of(optional);
            }
        };
    }

    private static View<byte[]> bytes() {
        return new View<>() {
            @Override
            public Iterable<String> lines(byte[] bytes, Style style) {
                return HexDump.lines("byte[]", ByteBuffer.wrap(bytes), style);
            }

            @Override
            public String line(byte[] bytes) {
                var begin = Arrays.copyOf(bytes, Math.min(MOST_BYTES, bytes.length));
                return bytes.length + " B: " + HexFormat.ofDelimiter(" ").formatHex(begin)
                        + (bytes.length > MOST_BYTES ? " ..." : "");
            }
        };
    }

    private static View<ByteBuffer> buffer() {
        return new View<>() {
            @Override
            public Iterable<String> lines(ByteBuffer buffer, Style style) {
                return HexDump.lines(OneLine.word(buffer), buffer, style);
            }

            @Override
            public String line(ByteBuffer buffer) {
                return OneLine.word(buffer);
            }
        };
    }

    private static View<Instant> instant() {
        return new View<>() {
            @Override
            public Iterable<String> lines(Instant time, Style style) {
                return List.of(time.toString());
            }

            @Override
            public String line(Instant time) {
                return time.truncatedTo(ChronoUnit.SECONDS).toString();
            }
        };
    }

    private static View<Iterator<?>> iterator() {
        return (iterator, style) -> Views.isOwn(iterator)
                ? OwnViews.printed(iterator)
                : List.of(notRead(iterator.getClass().getSimpleName(), "next() takes one"));
    }

    private static View<Throwable> throwable() {
        return new View<>() {
            @Override
            public Iterable<String> lines(Throwable thrown, Style style) {
                return Views.error(thrown, List.of(thrown.getStackTrace()), style)
                        .lines()
                        .toList();
            }

            @Override
            public String line(Throwable thrown) {
                return Text.line(OneLine.word(thrown));
            }
        };
    }

    private static Row thread(Thread thread) {
        return Row.of("name", thread.getName(), "state", thread.getState().toString(), "daemon", thread.isDaemon());
    }

    private static Row process(ProcessHandle process) {
        var info = process.info();
        return Row.of(
                "pid", process.pid(), "user", info.user(), "started", info.startInstant(), "command", info.command());
    }
}
