// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.util.Optional;

/**
 * What a program answered to a test run.
 *
 * @param returnValue of its last run
 * @param data the packet as it left it; empty for programs that have none
 * @param context the context as it left it; empty where none was given
 * @param value the context as a value, where the program's BTF says what it points to
 * @param nanosPerRun on the average; 0 for programs that the kernel takes no time of
 */
public record TestResult(int returnValue, byte[] data, byte[] context, Optional<Object> value, long nanosPerRun) {
    @Override
    public String toString() {
        return "returned " + returnValue
                + (data.length == 0 ? "" : ", " + data.length + " bytes of data")
                + value.map(decoded -> ", context " + decoded)
                        .orElse(context.length == 0 ? "" : ", " + context.length + " bytes of context")
                + (nanosPerRun == 0 ? "" : ", " + nanosPerRun + " ns a run");
    }
}
