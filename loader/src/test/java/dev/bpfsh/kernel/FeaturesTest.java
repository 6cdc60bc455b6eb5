// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bpfsh.kernel.Feature.State;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.ReferenceTool;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is found of rights, file systems and types. */
class FeaturesTest {
    @Test
    void whatIsTriedAndFailsIsMissingWithTheReason() {
        assertThat(Feature.tried("a", "b", () -> "there")).isEqualTo(Feature.ok("a", "b", "there"));
        assertThat(Feature.tried("a", "b", () -> {
                    throw new BpfException("open", "x", "is not there", Errno.ENOENT, List.of(), "make it");
                }))
                .isEqualTo(Feature.missing("a", "b", "is not there (ENOENT)", "make it"));
        assertThat(Feature.tried("a", "b", () -> {
                            throw new UnsatisfiedLinkError("no such library");
                        })
                        .found())
                .contains("no such library");
    }

    @Test
    void eachCapabilityIsSaidWithItsPurpose() {
        var none = RightFeatures.of(new Capabilities(Set.of()), false);
        assertThat(none)
                .extracting(Feature::name)
                .containsExactly("CAP_BPF", "CAP_PERFMON", "CAP_NET_ADMIN", "CAP_SYS_ADMIN");
        assertThat(none)
                .extracting(Feature::state)
                .containsExactly(State.MISSING, State.MISSING, State.WARNING, State.WARNING);
        assertThat(none).allMatch(feature -> feature.advice().equals("run bpfsh with sudo"));
        // CAP_SYS_ADMIN stands for the two first.
        assertThat(RightFeatures.of(new Capabilities(Set.of("CAP_SYS_ADMIN")), false))
                .extracting(Feature::state)
                .containsExactly(State.OK, State.OK, State.WARNING, State.OK);
        assertThat(RightFeatures.of(new Capabilities(Set.of("CAP_BPF", "CAP_PERFMON")), true))
                .anyMatch(feature -> feature.name().equals("user namespace") && feature.state() == State.MISSING);
    }

    @Test
    void whatIsNotMountedComesWithTheCommandThatDoes() {
        var mounts = List.of(new Mount(Path.of("/bpf"), "bpf"), new Mount(Path.of("/other"), "bpf"));
        assertThat(FileSystemFeatures.mounted(mounts, "bpf", "bpffs", "/sys/fs/bpf", "pinning"))
                .isEqualTo(Feature.ok("file systems", "bpffs", "/bpf, /other"));
        assertThat(FileSystemFeatures.mounted(List.of(), "bpf", "bpffs", "/sys/fs/bpf", "pinning")
                        .advice())
                .isEqualTo("sudo mount -t bpf bpf /sys/fs/bpf");
    }

    @Test
    void aTemporaryFolderMustLetProgramsRun() throws Exception {
        assertThat(FileSystemFeatures.temporaryFolder(Path.of(System.getProperty("java.io.tmpdir")))
                        .state())
                .isEqualTo(State.OK);
        assertThat(FileSystemFeatures.temporaryFolder(Path.of("/no/such/folder"))
                        .found())
                .isEqualTo("/no/such/folder is not there");
        // /proc is mounted noexec by custom, though not here and there.
        var noexec = Mount.all().stream()
                .filter(mount -> mount.options().contains("noexec"))
                .map(Mount::folder)
                .filter(folder -> Files.isWritable(folder)
                        && Mount.of(folder).orElseThrow().options().contains("noexec"))
                .findFirst();
        assumeTrue(noexec.isPresent(), "nothing is mounted noexec here");
        assertThat(FileSystemFeatures.temporaryFolder(noexec.get()).found()).contains("noexec");
    }

    @Test
    @RequiresKernel({dev.bpfsh.testing.Feature.BPF, dev.bpfsh.testing.Feature.REFERENCE_TOOLS})
    void typesAreThoseThatBpftoolFinds() {
        var probed = ReferenceTool.bpftool("feature", "probe", "kernel");
        // Where the kernel refuses functions, bpftool finds no tracing at all.
        same(
                TypeFeatures.programs().stream()
                        .filter(feature -> !feature.name().equals("tracing"))
                        .toList(),
                name -> probed.at("/program_types/have_" + name + "_prog_type"));
        same(TypeFeatures.maps(), name -> probed.at("/map_types/have_" + name + "_map_type"));
    }

    // Each of the two knows types that are newer than the other.
    private static void same(List<Feature> features, Function<String, JsonNode> probed) {
        var both = features.stream()
                .filter(feature -> !probed.apply(feature.name()).isMissingNode())
                .toList();
        assertThat(both).hasSizeGreaterThan(25).allSatisfy(feature -> assertThat(feature.state() == State.OK)
                .isEqualTo(probed.apply(feature.name()).asBoolean()));
    }

    @Test
    @RequiresKernel(dev.bpfsh.testing.Feature.BPF)
    void askingLeavesNothingBehind() {
        TypeFeatures.programs();
        TypeFeatures.maps();
        var before = Leaks.snapshot();
        TypeFeatures.programs();
        TypeFeatures.maps();
        Leaks.assertNoneSince(before);
    }
}
