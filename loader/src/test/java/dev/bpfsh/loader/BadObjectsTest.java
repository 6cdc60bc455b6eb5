// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.testing.Leaks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadObjectsTest {
    @TempDir
    Path folder;

    @Test
    void noSuchFileOffersNearOnes() throws IOException {
        Files.createFile(folder.resolve("minimal.bpf.o"));
        assertThatThrownBy(() -> BpfObject.open(folder.resolve("minmal.bpf.o")))
                .isInstanceOf(OpenFailed.class)
                .hasMessageContaining("no such file (ENOENT)")
                .hasMessageContaining("did you mean minimal.bpf.o?");
    }

    @Test
    void aFolder() throws IOException {
        Files.createFile(folder.resolve("minimal.bpf.o"));
        assertThatThrownBy(() -> BpfObject.open(folder))
                .isInstanceOf(OpenFailed.class)
                .hasMessageContaining("it is a folder")
                .hasMessageContaining("in it: minimal.bpf.o");
    }

    @Test
    void aFileWithoutAnEnd() {
        assertThatThrownBy(() -> BpfObject.open(Path.of("/dev/zero")))
                .isInstanceOf(OpenFailed.class)
                .hasMessageContaining("it is a device or a pipe, not a file");
        assertThatThrownBy(() -> BpfObject.open(Path.of("/"))).isInstanceOf(OpenFailed.class);
    }

    @Test
    void anEmptyFile() throws IOException {
        assertRefused(new byte[0], "the file is empty");
    }

    @Test
    void aTextFile() throws IOException {
        assertRefused("#!/bin/sh\n".getBytes(), "not an ELF file: it begins with \"#!/bin/s\"");
    }

    @Test
    void aProgramForThisMachine() {
        assertThatThrownBy(() -> BpfObject.open(Path.of("/bin/true")))
                .isInstanceOf(OpenFailed.class)
                .hasMessageContaining("an ELF file, but not for BPF");
    }

    @Test
    void anObjectForTheOtherByteOrder() {
        assertThatThrownBy(() -> Fixture.open("bigendian"))
                .isInstanceOf(OpenFailed.class)
                .hasMessageContaining("built for big-endian machines");
    }

    @Test
    void anObjectCutShortAnywhere() {
        var whole = Fixture.bytes("globals");
        var before = Leaks.snapshot();
        for (int length = 0; length < whole.length; length += 7) {
            int cut = length;
            assertThatThrownBy(() -> BpfObject.open(Arrays.copyOf(whole, cut), "cut"))
                    .as("cut to %d bytes", cut)
                    .isInstanceOf(OpenFailed.class);
        }
        Leaks.assertNoneSince(before);
    }

    @Test
    void anObjectWithFlippedBytesOpensOrIsRefused() {
        var random = new Random(42);
        var whole = Fixture.bytes("globals");
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            var damaged = whole.clone();
            for (int flips = 0; flips < 4; flips++) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try (var object = BpfObject.open(damaged, "damaged")) {
                for (var section : object.sections().values()) {
                    section.all().values().forEach(BadObjectsTest::look);
                }
            } catch (BpfException expected) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 999);
        assertThat(Session.current().alive()).isEmpty();
    }

    @Test
    void typesThatReferToNowhereAreRefusedBeforeLibbpfFollowsThem() {
        var whole = Fixture.bytes("maps");
        int refused = 0;
        // Ids beyond the end are put in the place of every word of the BTF, one after the other: libbpf 1.1 would
        // crash.
        for (int at = btf(whole).start(); at < btf(whole).end(); at += 4) {
            var damaged = whole.clone();
            ByteBuffer.wrap(damaged).order(ByteOrder.nativeOrder()).putInt(at, 0x4000);
            try (var object = BpfObject.open(damaged, "damaged")) {
                assertThat(object.state()).isEqualTo(BpfObject.State.OPENED);
            } catch (OpenFailed expected) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(50);
    }

    @Test
    void symbolsWithoutNamesAreRefusedBeforeLibbpfComparesThem() {
        var whole = Fixture.bytes("globals");
        var words = ByteBuffer.wrap(whole).order(ByteOrder.nativeOrder());
        int table = (int) words.getLong(40);
        for (int header = table; header < whole.length; header += 64) {
            if (words.getInt(header + 4) == 2) {
                // The first symbol has no name, the others have.
                words.putInt((int) words.getLong(header + 24) + 24, Integer.MAX_VALUE);
            }
        }
        assertThatThrownBy(() -> BpfObject.open(whole, "damaged"))
                .isInstanceOf(OpenFailed.class)
                .hasMessageContaining("the file is cut short or damaged");
    }

    private record Range(int start, int end) {}

    // Only the fixture's BTF begins with this magic number, version and length of header.
    private static Range btf(byte[] object) {
        var words = ByteBuffer.wrap(object).order(ByteOrder.nativeOrder());
        int start = 0;
        while (words.getInt(start) != 0x0001eb9f || words.getInt(start + 4) != 24) {
            start += 4;
        }
        return new Range(start + 24, start + 24 + words.getInt(start + 12));
    }

    private static void look(Global global) {
        try {
            global.toString();
        } catch (BpfException damaged) {
            assertThat(damaged).hasMessageNotContaining("null");
        }
    }

    private void assertRefused(byte[] contents, String why) throws IOException {
        var file = Files.write(folder.resolve("bad.bpf.o"), contents);
        assertThatThrownBy(() -> BpfObject.open(file))
                .isInstanceOf(OpenFailed.class)
                .hasMessageContaining("open " + file)
                .hasMessageContaining(why)
                .hasMessageContaining("hint:");
    }
}
