// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

/** Whether what has been typed so far can be evaluated, after {@link jdk.jshell.SourceCodeAnalysis.Completeness}. */
public enum Completeness {
    /** Every unit is whole: evaluate it. */
    COMPLETE,
    /** The last unit goes on: ask for another line. */
    INCOMPLETE,
    /** Blank, or comments only: there is nothing to evaluate. */
    EMPTY,
    /** No continuation can make it right: evaluate it, and show the problem. */
    UNKNOWN
}
