// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

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
        Function<Colouring, String> word = each -> each.name().toLowerCase(Locale.ROOT);
        AtomicReference<Colouring> now = new AtomicReference<>(Colouring.AUTO);
        return new One(
                "colour",
                Stream.of(Colouring.values()).map(word).toList(),
                "whether text has colours",
                () -> word.apply(now.get()),
                value -> {
                    now.set(Colouring.valueOf(value.toUpperCase(Locale.ROOT)));
                    Style.colouring(now.get());
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
