// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

/** Where a lesson waits for the learner. */
public sealed interface Part permits Step, Exercise {
    /** What is read before it. */
    Passage text();

    /** The line of the file where its code begins, from 1. */
    int line();

    /** What makes the state that later parts need; empty where it makes none. */
    String making();
}
