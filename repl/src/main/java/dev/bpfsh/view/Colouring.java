// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

/** When text has colours: what {@code --color} says. */
public enum Colouring {
    /** In a terminal that has them, unless {@code NO_COLOR} is set. */
    AUTO,
    /** Also in a file or a pipe, and whatever the environment says. */
    ALWAYS,
    /** Nowhere. */
    NEVER
}
