// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

/** What a terminal's letters stand on, for which their colours are chosen. */
public enum Backdrop {
    /** As the environment says: {@code BPFSH_THEME}, {@code COLORFGBG}; else dark. */
    AUTO,
    /** Black, or nearly. */
    DARK,
    /** White, or nearly. */
    LIGHT
}
