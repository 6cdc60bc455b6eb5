// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.cache.PrivateFolder;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.RequiresKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresKernel(Feature.BTF)
class VmlinuxHeaderTest {
    private static final byte[] BTF = KernelBtf.vmlinuxBytes();

    @TempDir
    private Path cache;

    @Test
    void itIsWhatBpftoolWrites() throws Exception {
        var text = Files.readString(header(VmlinuxHeader.in(cache, BTF)));
        assertThat(text)
                .startsWith("#ifndef __VMLINUX_H__\n#define __VMLINUX_H__\n")
                .contains("apply_to = record)\n#endif\n\ntypedef ")
                .endsWith("#pragma clang attribute pop\n#endif\n\n#endif /* __VMLINUX_H__ */\n");
        var types = text.substring(text.indexOf("typedef "), text.lastIndexOf("#ifndef"));
        var ours = KernelBtf.vmlinux()
                .define(IntStream.range(1, KernelBtf.vmlinux().count()).toArray());
        assertThat(types.replace("(void)", "()").equals(ours.replace("(void)", "()")))
                .isTrue();
    }

    @Test
    void itIsWrittenOnce() throws Exception {
        var first = VmlinuxHeader.in(cache, BTF);
        var written = Files.getLastModifiedTime(header(first));
        assertThat(VmlinuxHeader.in(cache, BTF)).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(header(first))).isEqualTo(written);
        assertThat(first.path()).startsWith(cache.resolve("bpfsh"));
        assertThat(names(first.path())).containsExactly("vmlinux.h");
        assertThat(mode(first.path())).isEqualTo("rwx------");
        assertThat(mode(header(first))).isEqualTo("rw-------");
    }

    @Test
    void whatOthersMayWriteIsNotUsed() throws Exception {
        var folder = VmlinuxHeader.in(cache, BTF);
        Files.writeString(header(folder), "#error\n");
        assertThat(Files.readString(header(VmlinuxHeader.in(cache, BTF)))).isEqualTo("#error\n");

        Files.setPosixFilePermissions(header(folder), PosixFilePermissions.fromString("rw-rw-r--"));
        assertThat(Files.size(header(VmlinuxHeader.in(cache, BTF)))).isGreaterThan(1 << 20);

        Files.setPosixFilePermissions(cache.resolve("bpfsh"), PosixFilePermissions.fromString("rwxrwxrwx"));
        var elsewhere = VmlinuxHeader.in(cache, BTF);
        assertThat(elsewhere.path().startsWith(cache)).isFalse();
        assertThat(Files.size(header(elsewhere))).isGreaterThan(1 << 20);
        Files.delete(header(elsewhere));
    }

    @Test
    @RequiresKernel(Feature.ROOT)
    void whatIsAnotherUsersIsNotUsed() throws Exception {
        var folder = VmlinuxHeader.in(cache, BTF);
        Files.setAttribute(header(folder), "unix:uid", 65534);
        assertThat(Files.getAttribute(header(VmlinuxHeader.in(cache, BTF)), "unix:uid"))
                .isEqualTo(0);
        Files.setAttribute(folder.path(), "unix:uid", 65534);
        var elsewhere = VmlinuxHeader.in(cache, BTF);
        assertThat(elsewhere.path().startsWith(cache)).isFalse();
        Files.delete(header(elsewhere));
    }

    @Test
    void aLinkIsNotFollowed() throws Exception {
        var folder = VmlinuxHeader.in(cache, BTF);
        var victim = Files.writeString(cache.resolve("victim"), "mine");
        Files.delete(header(folder));
        Files.createSymbolicLink(header(folder), victim);
        assertThat(Files.isSymbolicLink(header(VmlinuxHeader.in(cache, BTF)))).isFalse();
        assertThat(victim).hasContent("mine");
    }

    @Test
    void aCacheThatCannotBeIsReplacedByATemporaryFolder() throws Exception {
        var file = Files.writeString(cache.resolve("file"), "");
        var elsewhere = VmlinuxHeader.in(file, BTF);
        assertThat(Files.size(header(elsewhere))).isGreaterThan(1 << 20);
        Files.delete(header(elsewhere));
    }

    @Test
    void severalAtOnceMakeOneWholeFileAndLeaveNothingOpen() throws Exception {
        VmlinuxHeader.in(cache.resolve("first"), BTF);
        var before = Leaks.snapshot();
        var threads = Executors.newFixedThreadPool(4);
        Callable<Path> make = () -> header(VmlinuxHeader.in(cache, BTF));
        for (var made : threads.invokeAll(List.of(make, make, make, make))) {
            assertThat(Files.readString(made.get())).endsWith("#endif /* __VMLINUX_H__ */\n");
        }
        threads.shutdown();
        assertThat(names(VmlinuxHeader.in(cache, BTF).path())).containsExactly("vmlinux.h");
        Leaks.assertNoneSince(before);
    }

    @Test
    void theUsersOwnIsThereForAnIncludePath() {
        assertThat(VmlinuxHeader.folder().resolve("vmlinux.h")).isRegularFile();
        assertThat(VmlinuxHeader.folder()).isEqualTo(VmlinuxHeader.folder());
    }

    private static Path header(PrivateFolder folder) {
        return folder.path().resolve("vmlinux.h");
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
