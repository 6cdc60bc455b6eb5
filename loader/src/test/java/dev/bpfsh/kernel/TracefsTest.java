// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Libc;
import dev.bpfsh.libbpf.UnsupportedByKernel;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.OtherProcess;
import dev.bpfsh.testing.RequiresKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracefsTest {
    private static final Tracefs.Mounter NEVER = (source, target, type) -> {
        throw new AssertionError("there is nothing to mount");
    };
    private static final String UNMOUNT = "umount -l /sys/kernel/debug 2>&-; umount -l /sys/kernel/tracing 2>&-; ";
    private static final String NOBODY = "setpriv --reuid 65534 --regid 65534 --clear-groups ";

    @TempDir
    private Path folder;

    private Path fake(String name) throws IOException {
        var mounted = Files.createDirectories(folder.resolve(name));
        Files.createFile(mounted.resolve("trace_pipe"));
        return mounted;
    }

    @Test
    void aMountOfItsOwnComesBeforeDebugfs() throws IOException {
        var own = fake("tracing");
        var inDebugfs = fake("debug/tracing");
        var debugfs = new Mount(inDebugfs.getParent(), "debugfs");
        assertThat(Tracefs.find(List.of(debugfs, new Mount(own, "tracefs")), NEVER))
                .isEqualTo(own);
        assertThat(Tracefs.find(List.of(debugfs), NEVER)).isEqualTo(inDebugfs);
    }

    @Test
    void aMountThatIsCoveredByAnotherIsPassedOver() throws IOException {
        var covered = new Mount(Files.createDirectory(folder.resolve("covered")), "tracefs");
        var own = fake("tracing");
        assertThat(Tracefs.find(List.of(covered, new Mount(own, "tracefs")), NEVER))
                .isEqualTo(own);
    }

    @Test
    void mountsAreReadAsTheKernelWritesThem() {
        var text = "sysfs /sys sysfs rw,nosuid 0 0\ntracefs /mnt/a\\040b\\134\\011\\044 tracefs rw 0 0\n\nodd line\n";
        assertThat(Mount.parse(text))
                .containsExactly(
                        new Mount(Path.of("/sys"), "sysfs", List.of("rw", "nosuid")),
                        new Mount(Path.of("/mnt/a b\\\t$"), "tracefs", List.of("rw")));
        assertThat(Mount.all()).extracting(Mount::type).contains("proc");
    }

    @Test
    @RequiresKernel(Feature.ROOT)
    void aKernelWithoutTracefsIsSaidToBeOne() {
        assertThatThrownBy(() -> Tracefs.find(
                        List.of(), (source, target, type) -> Libc.mount(source, folder.toString(), "notracefs")))
                .isInstanceOf(UnsupportedByKernel.class)
                .hasMessageContaining("mount tracefs: this kernel has none (ENODEV)\n")
                .hasMessageContaining("CONFIG_TRACING");
    }

    @Test
    @RequiresKernel(Feature.ROOT)
    void aFolderThatIsMissingIsNamed() {
        assertThatThrownBy(() ->
                        Tracefs.find(List.of(), (source, target, type) -> Libc.mount(source, folder + "/none", type)))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("there is no folder /sys/kernel/tracing (ENOENT)")
                .hasMessageContaining("hint: mount sysfs");
    }

    @Test
    @RequiresKernel(Feature.TRACEFS)
    void tracepointsAreThoseOfTheKernel() {
        assertThat(Tracefs.tracepoints())
                .hasSizeGreaterThan(100)
                .contains("sched/sched_switch")
                .allMatch(name -> name.indexOf('/') > 0 && name.indexOf(':') < 0);
        assertThat(Tracefs.hasTracepoint("sched/sched_switch")).isTrue();
        assertThat(Tracefs.hasTracepoint("sched/sched_swich")).isFalse();
        assertThat(Tracefs.hasTracepoint("sched")).isFalse();
        assertThat(Tracefs.hasTracepoint("")).isFalse();
        assertThat(Tracefs.hasTracepoint("../events/sched/sched_switch")).isFalse();
        assertThat(Tracefs.hasTracepoint("sched/..")).isFalse();
    }

    @Test
    @RequiresKernel(Feature.TRACEFS)
    void whatATracepointHandsOverIsRead() {
        assertThat(Tracefs.fields("sched/sched_process_exec"))
                .contains(
                        new TracepointField("__data_loc char[]", "filename", 8, 4),
                        new TracepointField("pid_t", "pid", 12, 4))
                .noneMatch(field -> field.name().startsWith("common_"));
        assertThat(TracepointField.of("""
                name: made_up
                format:
                \tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;

                \tfield:const char * text;\toffset:8;\tsize:8;\tsigned:0;
                \tfield:char comm[16];\toffset:16;\tsize:16;\tsigned:0;
                \tfield:unsigned long args[6];\toffset:32;\tsize:48;\tsigned:0;

                print fmt: "%s", REC->comm
                """))
                .containsExactly(
                        new TracepointField("const char *", "text", 8, 8),
                        new TracepointField("char[16]", "comm", 16, 16),
                        new TracepointField("unsigned long[6]", "args", 32, 48));
    }

    @Test
    @RequiresKernel({Feature.TRACEFS, Feature.ROOT, Feature.MOUNT_NAMESPACE})
    void itIsMountedWhereItIsNot() throws Exception {
        assertThat(inNamespace(UNMOUNT, "find")).isEqualTo("/sys/kernel/tracing\n");
        assertThat(inNamespace(UNMOUNT, "hasTracepoint")).isEqualTo("true\n");
    }

    @Test
    @RequiresKernel({Feature.TRACEFS, Feature.ROOT, Feature.MOUNT_NAMESPACE})
    void debugfsIsUsedWhereItIsAllThereIs() throws Exception {
        var debugfsOnly = UNMOUNT + "mount -t debugfs debugfs /sys/kernel/debug || exit; ";
        assertThat(inNamespace(debugfsOnly, "find")).isEqualTo("/sys/kernel/debug/tracing\n");
        assertThat(inNamespace(debugfsOnly, "hasTracepoint")).isEqualTo("true\n");
    }

    @Test
    @RequiresKernel({Feature.TRACEFS, Feature.ROOT, Feature.MOUNT_NAMESPACE})
    void withoutPrivilegeItSaysWhichIsMissing() throws Exception {
        assertThat(inNamespace(UNMOUNT + NOBODY, "find"))
                .isEqualTo(
                        "PermissionDenied: mount tracefs: it is not mounted here, and to mount it takes CAP_SYS_ADMIN"
                                + " (EPERM)\nhint: run bpfsh with sudo, or mount it once: "
                                + "sudo mount -t tracefs tracefs /sys/kernel/tracing\n");
        assertThat(inNamespace(UNMOUNT + "setpriv --bounding-set -sys_admin ", "find"))
                .contains("to mount it takes CAP_SYS_ADMIN");
    }

    @Test
    @RequiresKernel({Feature.TRACEFS, Feature.ROOT, Feature.MOUNT_NAMESPACE})
    void rootOfAUserNamespaceIsToldThatItIsNotRoot() throws Exception {
        assertThat(inNamespace(UNMOUNT + "unshare --user --map-root-user ", "find"))
                .startsWith("PermissionDenied: mount tracefs: it is not mounted here, and mounting it is forbidden")
                .contains("user namespace");
    }

    @Test
    @RequiresKernel({Feature.TRACEFS, Feature.ROOT, Feature.MOUNT_NAMESPACE})
    void whereItIsMountedForRootOthersAreToldSo() throws Exception {
        for (var question : List.of("tracepoints", "hasTracepoint", "open")) {
            assertThat(inNamespace(NOBODY, question))
                    .as(question)
                    .startsWith("PermissionDenied: ")
                    .contains(
                            "/sys/kernel/tracing/", ": tracefs is for root (EACCES)", "\nhint: run bpfsh with sudo\n");
        }
    }

    /** Runs a question in a JVM of its own, with mounts of its own, and maybe as a user who may not read our files. */
    private String inNamespace(String preparation, String question) throws Exception {
        return OtherProcess.run(folder, "unshare --mount", preparation, TracefsProcess.class, question);
    }
}
