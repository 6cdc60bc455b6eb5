// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.kernel.KernelVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The versions of bpfsh itself and of what it stands on. */
final class Versions {
    private static final String POM = "/META-INF/maven/dev.bpfsh/bpfsh-repl/pom.properties";

    private Versions() {}

    /** The version of bpfsh, which Maven leaves in the jar; {@code development} when run from compiled classes. */
    static String bpfsh() {
        try (InputStream pom = Versions.class.getResourceAsStream(POM)) {
            Properties properties = new Properties();
            if (pom != null) {
                properties.load(pom);
            }
            return properties.getProperty("version", "development");
        } catch (IOException e) {
            return "development";
        }
    }

    /** The version of the JDK that runs this. */
    static String jdk() {
        return System.getProperty("java.version");
    }

    /** The release of the running kernel. */
    static String kernel() {
        return KernelVersion.running().release();
    }
}
