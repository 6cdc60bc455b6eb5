// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.view.Backdrop;
import dev.bpfsh.view.Colouring;
import dev.bpfsh.view.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What {@code /set} sets: each declared once by whoever it is for. */
final class Settings {
    private final List<One> all = new ArrayList<>();

    /**
     * A setting.
     *
     * @param values what it can be, empty where anything
     * @param about what it is for
     */
    record One(String name, List<String> values, String about, Supplier<String> get, Consumer<String> set) {}

    /** Whether there are colours. */
    static One colour() {
        return choice("colour", Colouring.values(), "whether text has colours", Style::colouring);
    }

    /** Which colours there are. */
    static One theme() {
        return choice("theme", Backdrop.values(), "the background that colours are for", Style::backdrop);
    }

    /** Of the first of some values on. */
    private static <E extends Enum<E>> One choice(String name, E[] values, String about, Consumer<E> set) {
        Function<E, String> word = each -> each.name().toLowerCase(Locale.ROOT);
        AtomicReference<E> now = new AtomicReference<>(values[0]);
        return new One(name, Stream.of(values).map(word).toList(), about, () -> word.apply(now.get()), value -> {
            now.set(Stream.of(values)
                    .filter(each -> word.apply(each).equals(value))
                    .findFirst()
                    .orElseThrow());
            set.accept(now.get());
        });
    }

    /** Declares one. */
    void declare(One setting) {
        all.add(setting);
    }

    List<One> all() {
        return List.copyOf(all);
    }

    Optional<One> find(String name) {
        return all.stream().filter(setting -> setting.name().equals(name)).findFirst();
    }
}
