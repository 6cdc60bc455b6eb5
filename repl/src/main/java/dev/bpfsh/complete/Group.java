// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

/** What kind of thing a candidate is; in the order in which they are shown. */
public enum Group {
    /** Variables of the session. */
    VARIABLES("variables"),
    /** Fields and constants. */
    FIELDS("fields"),
    /** Methods. */
    METHODS("methods"),
    /** Constructors. */
    CONSTRUCTORS("constructors"),
    /** Classes, records, interfaces. */
    TYPES("types"),
    /** Words of Java. */
    KEYWORDS("keywords"),
    /** Packages. */
    PACKAGES("packages"),
    /** What every object has. */
    OBJECT_METHODS("methods of every object"),
    /** Commands of the prompt. */
    COMMANDS("commands"),
    /** Words that a command takes. */
    OPTIONS("options"),
    /** Ids of snippets. */
    SNIPPETS("snippets"),
    /** Numbers of what is open or runs. */
    NUMBERS("numbers"),
    /** Bundled scripts. */
    SCRIPTS("scripts"),
    /** Lessons. */
    LESSONS("lessons"),
    /** What may stand in a string literal; the {@link Completion} says what that is. */
    NAMES("names"),
    /** Files and folders. */
    FILES("files");

    private final String title;

    Group(String title) {
        this.title = title;
    }

    /** In words. */
    public String title() {
        return title;
    }
}
