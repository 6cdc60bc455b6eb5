// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.kernel.Tracefs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A question put to a JVM of its own, with other mounts or rights, maybe as a user who may not read our files. */
public final class OtherProcess {
    private OtherProcess() {}

    /**
     * Runs a main class and returns what it prints.
     *
     * @param folder empty, and to be removed afterwards: classes and arguments that are files are copied there
     * @param around the command that runs the shell, such as {@code unshare --mount}; empty for none
     * @param preparation shell text that comes before {@code java}
     */
    public static String run(Path folder, String around, String preparation, Class<?> main, String argument)
            throws Exception {
        var command = preparation
                + "%s/bin/java -XX:-MaxFDLimit -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp '%s' %s '%s'"
                        .formatted(System.getProperty("java.home"), classPathForAll(folder), main.getName(), argument);
        var process = new ProcessBuilder((around + " sh -c").strip().split(" "));
        process.command().add(command);
        var started = process.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(started.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    private static String classPathForAll(Path folder) throws Exception {
        for (var origin : List.of(OtherProcess.class, Tracefs.class)) {
            var classes = Path.of(
                    origin.getProtectionDomain().getCodeSource().getLocation().toURI());
            execute("cp", "-r", classes + "/.", folder.toString());
        }
        for (var entry : System.getProperty("java.class.path").split(":")) {
            if (entry.matches(".*/(jnr|jffi|asm)[^/]*\\.jar")) {
                execute("cp", entry, folder.toString());
            }
        }
        execute("chmod", "-R", "a+rX", folder.toString());
        return folder + ":" + folder + "/*";
    }

    private static void execute(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(String.join(" ", command))
                .isZero();
    }
}
