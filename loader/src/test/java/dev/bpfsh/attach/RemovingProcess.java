// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

/** Run as a process of its own by {@link AbandonedFilterTest}, where not all processes are seen. */
public final class RemovingProcess {
    private RemovingProcess() {}

    /** Prints what became of the filters of a program. */
    public static void main(String[] arguments) {
        AbandonedFilter.removeAll(arguments[0]).forEach(System.out::println);
    }
}
