// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

/**
 * Something that could stand at the cursor.
 *
 * @param group what kind of thing it is
 * @param name what the eye looks for
 * @param type of a value or result, in short; of other things what helps to choose; may be empty
 * @param insert what replaces the range of the {@link Completion}
 * @param last whether nothing can follow it in a string literal: so the literal may be closed
 * @param fits whether it is of the type that is wanted there
 */
public record Candidate(Group group, String name, String type, String insert, boolean last, boolean fits) {
    /** Of Java. */
    static Candidate java(Group group, String name, String type, String insert, boolean fits) {
        return new Candidate(group, name, type, insert, false, fits);
    }

    /** Of a string literal. */
    static Candidate literal(String name, String type) {
        return new Candidate(Group.NAMES, name, type, name, true, false);
    }
}
