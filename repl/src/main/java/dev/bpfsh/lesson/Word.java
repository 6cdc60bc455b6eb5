// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the learner may say instead of Java. */
public enum Word {
    /** Goes on, also past what was not done. */
    NEXT("goes on, also past what you did not do"),
    /** Goes back by one; what was done stays done. */
    BACK("shows the part before once more"),
    /** Says a little more of how an exercise is done. */
    HINT("helps with an exercise, a little more each time"),
    /** Looks whether an exercise is done. */
    CHECK("looks whether an exercise is done"),
    /** Takes all back and begins anew. */
    RESET("undoes all and begins the lesson anew"),
    /** Takes all back and leaves; where the learner was is kept. */
    QUIT("undoes all and leaves; where you were is kept");

    private final String about;

    Word(String about) {
        this.about = about;
    }

    /** As it is typed. */
    public String typed() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it does. */
    public String about() {
        return about;
    }

    /** That of a line with nothing else on it. */
    public static Optional<Word> of(String line) {
        return Stream.of(values())
                .filter(word -> word.typed().equals(line.strip()))
                .findFirst();
    }
}
