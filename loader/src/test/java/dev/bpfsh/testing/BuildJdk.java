// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

/** The JDK that Maven runs on: what another JDK has no part in is tested on this one alone. */
public final class BuildJdk {
    private BuildJdk() {}

    /** Whether the tests run on it. The build tells its JDK's version; where it does not, this is its only one. */
    public static boolean isThis() {
        var here = System.getProperty("java.version");
        return System.getProperty("build.java.version", here).equals(here);
    }
}
