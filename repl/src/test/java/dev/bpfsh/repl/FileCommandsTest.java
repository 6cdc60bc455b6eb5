// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code /open}, {@code /save} and {@code /reload}. */
@Timeout(120)
class FileCommandsTest extends TypedSession {
    @Override
    String prelude() {
        return Launch.prelude();
    }

    @Test
    void opensSavesAndReloads() throws Exception {
        var file = temp.resolve("a.jsh");
        Files.writeString(file, "int a = 1;\n/vars a\nint b = a\n  + 1;\n\nint c = wrong;\nint d = 4;\n");
        screen.enter("/open " + file)
                .await("  int a = 1\n")
                .await(file + ":6:9: ")
                .awaitEnd("stays\nbpfsh>");
        says("b", "b ==> 2");
        screen.enter("/save " + temp + "/s.jsh")
                .await("2 of 3 snippets in " + temp + "/s.jsh; left out: 1 only look")
                .awaitEnd("\nbpfsh>");
        assertThat(temp.resolve("s.jsh"))
                .hasContent("#!/usr/bin/env bpfsh\n// What mattered of a session at the prompt.\n\n"
                        + "int a = 1;\nint b = a\n  + 1;\n");
        says("/save -f 1 " + temp + "/s.jsh", "1 snippet in " + temp + "/s.jsh");
        assertThat(temp.resolve("s.jsh")).hasContent("#!/usr/bin/env bpfsh\nint a = 1;\n");
        says("/save -history " + temp + "/h.jsh", "5 snippets in " + temp + "/h.jsh");
        assertThat(temp.resolve("h.jsh")).content().contains("/open " + file + "\nb\n/save ");
        screen.enter("/save -all " + temp + "/all.jsh").awaitEnd(" snippets in " + temp + "/all.jsh\nbpfsh>");
        assertThat(temp.resolve("all.jsh")).content().contains("import java.util.*;", "\n// failed: int c = wrong;\n");
        says("/save -wrong x", "no option -wrong: there are -f -all -history -start");
        screen.enter("a = 5").awaitEnd("a ==> 5\nbpfsh>");
        screen.enter("/reload").await("- int a = 1;").await("- a = 5;").awaitEnd("\nbpfsh>");
        says("a + b", "$1 ==> 7");
        says("/reset", "closed everything; nothing is declared now but the prelude");
        says("/reload -quiet -restore", "");
        says("/vars", "  int a = 5\n  int b = 2\n  int $1 = 7");
        says("/reload -x", "no option -x: there are -restore and -quiet");
    }

    @Test
    void refusesFilesThatAreNone() throws Exception {
        Files.write(temp.resolve("binary"), new byte[] {(byte) 0xff, 0, 1});
        try (var large = new RandomAccessFile(temp.resolve("large").toFile(), "rw")) {
            large.setLength(1L << 30);
        }
        var readOnly = Files.writeString(temp.resolve("ro"), "old");
        Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r--r--r--"));
        says("int a = 1", "a ==> 1");
        says("/open " + temp, temp + ": is a directory");
        says("/open " + temp + "/binary", temp + "/binary: is no text in UTF-8");
        screen.enter("/open " + temp + "/large")
                .await("/large: is larger than 16 MiB")
                .awaitEnd("\nbpfsh>");
        says("/open /dev/zero", "/dev/zero: is larger than 16 MiB, so it is no script");
        says("/open " + temp + "/none", temp + "/none: no such file or folder");
        says("/open", "which file? /open FILE");
        says("/save " + temp, temp + ": is a directory");
        screen.enter("/save " + readOnly).await(readOnly + " exists; /save -f ").awaitEnd("\nbpfsh>");
        says("/save -f " + readOnly, readOnly + ": is read-only");
        says("/save -f /dev/full", "/dev/full: No space left on device");
        says("/save /none/x.jsh", "/none/x.jsh: no such file or folder");
        says("/save -f", "which file? /save [-f] FILE");
        assertThat(readOnly).hasContent("old");
        assertThat(temp.toFile().list()).noneMatch(name -> name.startsWith("."));
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void aScriptGoesOnWhereTheSessionWould() throws Exception {
        says("/explain off", "");
        says("1 + 1", "$1 ==> 2");
        screen.enter("/save " + temp + "/s.jsh")
                .await("nothing to save: all that was entered only looked")
                .awaitEnd("\nbpfsh>");
        var minimal = Bpfsh.root().resolve("scripts/minimal.bpf.o");
        screen.enter("var minimal = open(\"" + minimal + "\")").awaitEnd("\nbpfsh>");
        says("minimal.load()", "");
        screen.enter("minimal.attach()").await("\nbpfsh>");
        screen.enter("/save " + temp + "/s.jsh")
                .await("3 of 4 snippets in ")
                .await("goes on until Ctrl-C")
                .await("\nbpfsh>");
        assertThat(temp.resolve("s.jsh")).hasContent("""
                #!/usr/bin/env bpfsh
                // What mattered of a session at the prompt.
                //
                // Needs: root (or CAP_BPF and CAP_PERFMON).

                var minimal = open("%s");
                minimal.load();
                minimal.attach();

                // What is attached stays so until Ctrl-C, which takes it out of the kernel.
                sleep();
                """.formatted(minimal));
        screen.enter("expect(minimal.links().size(), 1)").await("\nbpfsh>");
        screen.enter("/save -f " + temp + "/s.jsh").await("--test runs it").await("\nbpfsh>");
        assertThat(temp.resolve("s.jsh")).content().endsWith("\nexpect(minimal.links().size(), 1);\n");
    }

    @Test
    void whatCommandsDidIsSavedAsCalls() throws Exception {
        var other = Files.writeString(temp.resolve("b \\.jsh"), "int a = 1;\n");
        says("/run '" + other + "' \"x\\\"y\"", "");
        screen.enter("/run " + temp + "/none.jsh")
                .await("no such script or file")
                .awaitEnd("\nbpfsh>");
        screen.enter("/log tail warn").awaitEnd("\nbpfsh>");
        says("/log off", "");
        screen.enter("/save " + temp + "/s.jsh").await("2 snippets in ").awaitEnd("\nbpfsh>");
        assertThat(temp.resolve("s.jsh")).content().endsWith("""

                run("%s", "x\\"y");
                logLevel("warn");
                """.formatted(
                        other.toString().replace("\\", "\\\\")));
    }

    @Test
    void opensWhatOthersWrote() throws Exception {
        var file = temp.resolve("a b.jsh");
        Files.writeString(file, "int a = 1; // \u001b]0;title\u0007\u001b[2J\n/open '" + file + "'\n");
        says("/open " + file, file + " opens itself");
        says("/open '" + file + "'", file + " opens itself");
        screen.enter("/list").await("int a = 1; // \\e]0;title\\x07\\e[2J").awaitEnd("\nbpfsh>");
        assertThat(screen.bytes()).doesNotContain("\u001b]0;", "\u001b[2J");
        says("/open minimall", "minimall: no such file, and no such bundled script");
    }

    @Test
    void whatIsReloadedIsWhatWasEntered() throws Exception {
        says("int n = 0, m = 5", "n ==> 0\nm ==> 5");
        says("n += 1", "$1 ==> 1");
        says("n += 1", "$2 ==> 2");
        says("/save '" + temp + "/a b.jsh'", "3 snippets in " + temp + "/a b.jsh");
        assertThat(temp.resolve("a b.jsh"))
                .hasContent(
                        "#!/usr/bin/env bpfsh\n// What mattered of a session at the prompt.\n\nint n = 0, m = 5;\nn += 1;\nn += 1;\n");
        says("/reload -quiet", "");
        says("n", "n ==> 2");
        screen.enter("for (int i = 0; i < n * 40; i++) Thread.sleep(25)").awaitEnd("\nbpfsh>");
        says("int last = 1", "last ==> 1");
        screen.enter("/reload").await("- for (int i");
        Thread.sleep(300);
        screen.type(CTRL_C).await("stopped\nthe rest of it was not evaluated").awaitEnd("\nbpfsh>");
        screen.enter("last").await("cannot find variable last").awaitEnd("\nbpfsh>");
    }

    @Test
    void aSessionIsKeptForItsUserAlone() throws Exception {
        says("/reload -restore", "no earlier session was kept");
        says("int a = 1", "a ==> 1");
        says("/reset", "closed everything; nothing is declared now but the prelude");
        var kept = temp.resolve("state/session.jsh");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-rw-rw-"));
        screen.enter("/reload -restore")
                .await("session.jsh can be written by others")
                .awaitEnd("\nbpfsh>");
        Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(kept.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        screen.enter("/reload -restore").await("state can be written by others").awaitEnd("\nbpfsh>");
        Files.setPosixFilePermissions(kept.getParent(), PosixFilePermissions.fromString("rwx------"));
        says("/reload -restore -quiet", "");
        says("a", "a ==> 1");
        Files.setPosixFilePermissions(kept.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.delete(kept);
        says("/reset", "closed everything; nothing is declared now but the prelude");
        assertThat(kept).doesNotExist();
    }

    @Test
    void aFileThatLeavesIsLeft() throws Exception {
        var file = Files.writeString(
                temp.resolve("a.jsh"), "int a = 1;\n/exit 3\nSystem.out.println(\"too \" + \"late\");\n");
        screen.enter("/open " + file);
        assertThat(prompt.get(20, TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(screen.text()).doesNotContain("too late");
    }
}
