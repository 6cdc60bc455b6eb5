// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.cache;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpfsh.libbpf.TestLibc;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a cache is trusted to belong to. */
@RequiresKernel(Feature.ROOT)
class PrivateFolderTest {
    private static final int NOBODY = 65_534;

    @TempDir
    Path folder;

    private Path above;
    private Path cache;
    private PrivateFolder ours;

    @BeforeEach
    void make() throws IOException {
        above = Files.createDirectory(folder.resolve("above"));
        cache = Files.createDirectory(above.resolve("cache"));
        ours = PrivateFolder.within(cache, "scripts");
    }

    private static void mode(Path path, int mode) throws IOException {
        Files.setAttribute(path, "unix:mode", mode);
    }

    private static void give(Path path, int user) throws IOException {
        Files.setAttribute(path, "unix:uid", user, NOFOLLOW_LINKS);
    }

    private void assertMade() {
        assertThatCode(ours::make).doesNotThrowAnyException();
        assertThatCode(ours::require).doesNotThrowAnyException();
    }

    private void assertRefused(String why) {
        assertThatThrownBy(ours::make).isInstanceOf(PrivateFolder.NotOurs.class).hasMessageContaining(why);
        assertThatThrownBy(() -> {
                    if (!ours.exists()) {
                        throw new PrivateFolder.NotOurs(why);
                    }
                    ours.require();
                })
                .isInstanceOf(PrivateFolder.NotOurs.class);
    }

    @Test
    void whatIsMadeIsForItsOwnerOnly() throws IOException {
        Files.delete(cache);
        assertMade();
        for (var each : new Path[] {cache, cache.resolve("bpfsh"), ours.path()}) {
            assertThat((Integer) Files.getAttribute(each, "unix:mode") & 0777)
                    .as("%s", each)
                    .isEqualTo(0700);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0720, 0702, 0777, 0775})
    void noFolderAboveMayBeWritableByOthers(int mode) throws IOException {
        for (var each : new Path[] {above, cache}) {
            mode(each, mode);
            assertRefused(each + " can be written by others: chmod go-w " + each);
            assertThat(cache).isEmptyDirectory();
            mode(each, 0755);
        }
        assertMade();
        for (var each : new Path[] {above, cache, cache.resolve("bpfsh"), ours.path()}) {
            mode(each, mode);
            assertRefused(each + " can be written by others");
            mode(each, 0755);
        }
        assertMade();
    }

    @Test
    void whereOthersMayNotMoveWhatIsNotTheirsTheyMayWrite() throws IOException {
        mode(above, 01777);
        assertMade();
        // Not so for what is bpfsh's own.
        mode(ours.path(), 01777);
        assertRefused("can be written by others");
    }

    @Test
    void nothingIsMadeInTheFolderOfAnotherUser() throws IOException {
        give(cache, NOBODY);
        assertRefused(cache + " belongs to somebody else");
        assertThat(cache).isEmptyDirectory();
        give(cache, 0);
        give(above, NOBODY);
        mode(above, 01777);
        assertRefused(above + " belongs to somebody else");
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void nothingOfAnotherUserIsUsed() throws IOException {
        ours.make();
        var file = Files.createFile(ours.path().resolve("file"));
        mode(file, 0600);
        assertThat(ours.holds("file")).isTrue();
        give(file, NOBODY);
        assertThat(ours.holds("file")).isFalse();
        give(file, 0);
        mode(file, 0620);
        assertThat(ours.holds("file")).isFalse();
        for (var each : new Path[] {ours.path(), ours.root()}) {
            give(each, NOBODY);
            assertRefused(each + " belongs to somebody else");
            give(each, 0);
        }
    }

    @Test
    void aLinkInBetweenIsAsSafeAsWhereItIsAndWhereItLeads() throws IOException {
        var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        var target = Files.createDirectory(elsewhere.resolve("target"));
        Files.delete(cache);
        Files.createSymbolicLink(cache, Path.of("../elsewhere/target"));
        assertMade();
        assertThat(target.resolve("bpfsh/scripts")).isDirectory();
        mode(elsewhere, 0777);
        assertRefused("elsewhere can be written by others");
        mode(elsewhere, 0755);
        give(cache, NOBODY);
        assertRefused(cache + " belongs to somebody else");
        give(cache, 0);

        var open = Files.createDirectory(folder.resolve("open"));
        var second = Files.createSymbolicLink(open.resolve("second"), target);
        Files.delete(cache);
        Files.createSymbolicLink(cache, second);
        assertMade();
        mode(open, 0777);
        assertRefused(open + " can be written by others");

        Files.delete(second);
        Files.createSymbolicLink(second, cache);
        assertThatThrownBy(ours::make).isInstanceOf(FileSystemException.class);
    }

    @Test
    void anEntryInAnAccessControlListCountsAsOthers() throws IOException {
        ours.make();
        assumeTrue(letWrite(ours.path(), NOBODY), "a file system with access control lists");
        assertRefused(ours.path() + " can be written by others");
    }

    /** acl(5), as the kernel takes it: a version, then a tag, permissions and an id of each entry. */
    private static boolean letWrite(Path path, int user) {
        var list = ByteBuffer.allocate(4 + 5 * 8).order(ByteOrder.LITTLE_ENDIAN).putInt(2);
        for (int[] entry : new int[][] {{0x01, 7, -1}, {0x02, 7, user}, {0x04, 5, -1}, {0x10, 7, -1}, {0x20, 5, -1}}) {
            list.putShort((short) entry[0]).putShort((short) entry[1]).putInt(entry[2]);
        }
        return TestLibc.CALLS.setxattr(path.toString(), "system.posix_acl_access", list.array(), list.capacity(), 0)
                == 0;
    }

    /** So sudo -E leaves it: root would make files in the user's home, and believe what is there. */
    @Test
    void theHomeOfAnotherUserIsNotTheUsersOwn() throws IOException {
        var systems = Path.of(System.getProperty("user.home"), ".cache");
        var home = Map.of("HOME", above.toString());
        var named = Map.of(
                "HOME",
                above.toString(),
                "XDG_CACHE_HOME",
                cache.resolve("not/there").toString());
        assertThat(PrivateFolder.userCache(home)).isEqualTo(above.resolve(".cache"));
        assertThat(PrivateFolder.userCache(named)).isEqualTo(cache.resolve("not/there"));
        give(above, NOBODY);
        assertThat(PrivateFolder.userCache(home)).isEqualTo(systems);
        give(cache, NOBODY);
        assertThat(PrivateFolder.userCache(named)).isEqualTo(systems);
    }
}
