// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import dev.bpfsh.kernel.Feature;
import dev.bpfsh.libbpf.Libbpf;
import dev.bpfsh.libbpf.UnsupportedByKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** libbpf, what compiling BPF programs takes, and programs of the system that go well with it. */
public final class ToolFeatures {
    private static final String AREA = "tools";

    private final Map<String, String> environment;

    ToolFeatures(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Those of this machine. */
    public static List<Feature> all() {
        return new ToolFeatures(System.getenv()).features();
    }

    List<Feature> features() {
        return List.of(
                libbpf(),
                clang(),
                header("libbpf's headers", "bpf/bpf_helpers.h", Packages.LIBBPF_HEADERS),
                header("kernel's headers", "linux/bpf.h", Packages.KERNEL_HEADERS),
                tool("ip", "was not found; one makes interfaces with it to try programs on packets", Packages.IP),
                tool("bpftool", "was not found; nothing here needs it, it is a second opinion", Packages.BPFTOOL));
    }

    private static Feature libbpf() {
        try {
            return Feature.ok(AREA, "libbpf", Libbpf.get().version());
        } catch (UnsupportedByKernel unusable) {
            return Feature.missing(AREA, "libbpf", unusable.reason(), Packages.LIBBPF.hint());
        } catch (LinkageError failed) {
            return Feature.missing(
                    AREA, "libbpf", failed.toString(), "native libraries are unpacked into the temporary folder");
        }
    }

    Feature clang() {
        var name = "clang";
        try (var scratch = new Scratch()) {
            var clang = Clang.find(name, environment);
            return Feature.ok(AREA, name, clang.requireUsable(name, scratch) + ", " + clang.command());
        } catch (CompileFailed unusable) {
            return Feature.warning(
                    AREA, name, unusable.reason(), unusable.hint().orElse(""));
        } catch (IOException | Scratch.TookTooLong failed) {
            return Feature.warning(AREA, name, "does not run: " + failed, Packages.CLANG.hint());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Feature.warning(AREA, name, "was not asked: interrupted", "");
        }
    }

    private static Feature header(String name, String header, Packages from) {
        return Headers.installed().folders().stream()
                .map(folder -> folder.resolve(header))
                .filter(Files::isReadable)
                .findFirst()
                .map(file -> Feature.ok(AREA, name, file.toString()))
                .orElseGet(() -> Feature.warning(
                        AREA, name, header + " was not found; needed to compile BPF programs", from.hint()));
    }

    private Feature tool(String name, String otherwise, Packages from) {
        // Debian keeps such where only root looks.
        var path = environment.getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
        return Clang.inPath(name, Map.of("PATH", path))
                .map(Path::toString)
                .map(file -> Feature.ok(AREA, name, file))
                .orElseGet(() -> Feature.warning(AREA, name, otherwise, from.hint()));
    }
}
