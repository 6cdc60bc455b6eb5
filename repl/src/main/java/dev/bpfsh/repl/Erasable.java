// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

/** What is drawn of the entry that is being typed, and can be taken off the screen. */
interface Erasable {
    /**
     * Erases what is drawn and leaves the cursor where it began.
     *
     * @param columns how many the terminal has now, which may be others than when it was drawn
     */
    void erase(int columns);
}
