// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.RequiresKernel;
import dev.bpfsh.testing.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Without libbpf the launcher installs it for root, and names the command to others. The library is hidden from the
 * launcher, and from nobody else, by a mount namespace in which every copy of it is empty.
 */
@Execution(ExecutionMode.CONCURRENT)
@OnOneJdk
@RequiresKernel({Feature.ROOT, Feature.MOUNT_NAMESPACE})
class MissingLibbpfTest {
    private static final String HIDE_LIBBPF = """
            for library in $(ldconfig -p | sed -n 's/.*libbpf\\.so\\.1 .*=> //p'); do
                /usr/bin/mount --bind /dev/null "$library"
            done
            exec "$@"
            """;

    @TempDir
    Path folder;

    private Path home;
    private Path commands;
    private Path java;

    @BeforeEach
    void hideLibbpf() throws Exception {
        // The user nobody comes by here.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        home = Files.createDirectories(folder.resolve("home"));
        commands = Checkout.bareSystem(folder.resolve("commands"));
        java = Checkout.javaHome(folder.resolve("jdk"), "17.0.9", "java.base jdk.compiler jdk.jshell");
    }

    @Test
    void theSameWorksWhereNothingIsHidden() {
        launcher().run().succeeds().errIs("");
    }

    @Test
    void rootGetsThePackageAndIsTold() throws IOException {
        Result result = launcher()
                .under("/usr/bin/unshare", "--mount", "/bin/sh", "-c", HIDE_LIBBPF, "sh")
                .run();
        result.exits(4)
                .outIs("")
                .errContains(
                        "bpfsh: libbpf.so.1 was not found: installing the package libbpf1"
                                + " (apt-get install -y libbpf1)...\n",
                        "bpfsh: could not install libbpf 1.0 or newer:\nno network\n",
                        "hint: apt-get install -y libbpf1\n");
        assertThat(Checkout.installed(commands)).hasContent("install -y libbpf1\nupdate");
    }

    @Test
    void rootGoesOnOnceThePackageIsThere() throws IOException {
        Checkout.command(
                commands.resolve("apt-get"),
                "/usr/bin/umount $(readlink -f "
                        + "$(ldconfig -p | sed -n 's/.*libbpf.so.1 .*=> //p' | head -n 1)); echo Setting up libbpf1");
        launcher()
                .under("/usr/bin/unshare", "--mount", "/bin/sh", "-c", HIDE_LIBBPF, "sh")
                .run()
                .succeeds()
                .outFinds("^dev.bpfsh.repl.Main$")
                .errIs("bpfsh: libbpf.so.1 was not found: installing the package libbpf1"
                        + " (apt-get install -y libbpf1)...\n");
    }

    @Test
    void othersAreToldWhatToRun() throws Exception {
        Path checkout = Checkout.copyTo(folder.resolve("checkout"));
        launcher()
                .launcher(checkout.resolve("bpfsh"))
                .under("/usr/bin/unshare", "--mount", "/bin/sh", "-c", HIDE_LIBBPF, "sh")
                .under("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
                .run()
                .exits(4)
                .outIs("")
                .errIs("bpfsh: needs libbpf 1.0 or newer: libbpf.so.1 was not found\n"
                        + "hint: sudo apt-get install -y libbpf1\n");
        assertThat(Checkout.installed(commands)).doesNotExist();
    }

    private Bpfsh launcher() {
        return Bpfsh.in(home).env("JAVA_HOME", java.toString()).env("PATH", commands.toString());
    }
}
