// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.util.OptionalLong;

/**
 * What is known about events that did not come through.
 *
 * @param counted how many were lost, where somebody counts them: see {@code how}
 * @param timesFull how often a buffer was seen without room for an event as large as the largest seen; 0 for a perf
 *     buffer, whose losses are counted
 * @param how in words, where these come from and what they are worth
 */
public record Losses(OptionalLong counted, long timesFull, String how) {
    /** {@code 12 lost (counted by the program in dropped)}, {@code unknown, 3 times full (...)}. */
    @Override
    public String toString() {
        var count = counted.isPresent() ? counted.getAsLong() + " lost" : "unknown";
        var full = timesFull == 1 ? "once full" : timesFull + " times full";
        return count + (timesFull == 0 ? "" : ", " + full) + " (" + how + ")";
    }
}
