// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

/**
 * What every script has before its first line. To declare it in Java would be a compilation of its own. Each script has
 * this class for itself: its {@link SnippetLoader} makes it anew.
 */
public final class ScriptArgs {
    /** The words behind the script's name. */
    public static String[] args = {};

    private ScriptArgs() {}
}
