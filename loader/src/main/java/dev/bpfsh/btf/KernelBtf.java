// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.CommandLine;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.KernelTypes;
import dev.bpfsh.libbpf.Near;
import dev.bpfsh.libbpf.PermissionDenied;
import dev.bpfsh.libbpf.Topic;
import dev.bpfsh.libbpf.UnsupportedByKernel;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The types that the running kernel knows: its own, its modules', those of loaded programs and maps.
 *
 * <pre>{@code
 * KernelBtf.vmlinux().find("task_struct", BtfType.Composite.class)
 * KernelBtf.ofMap(id).value()
 * }</pre>
 */
public final class KernelBtf {
    private static final Path FOLDER = Path.of("/sys/kernel/btf");
    private static final String VMLINUX = "vmlinux";
    private static final int OFFERED = 3;

    /**
     * The types of a map's keys and values.
     *
     * @param key the id of the type, 0 where the map was made without
     * @param value as {@code key}
     */
    public record MapTypes(Btf btf, int key, int value) {}

    // Read once and held from then on: it takes 7 MiB, and everything that is made of it, a module's types or a layout,
    // refers to it, so giving it up would soon mean to have it twice.
    private static Btf vmlinux;

    private KernelBtf() {}

    /**
     * The types of the running kernel, {@code /sys/kernel/btf/vmlinux}.
     *
     * @throws UnsupportedByKernel if it was built without
     */
    public static synchronized Btf vmlinux() {
        if (vmlinux == null) {
            vmlinux = Btf.parse(vmlinuxBytes());
        }
        return vmlinux;
    }

    static byte[] vmlinuxBytes() {
        var file = FOLDER.resolve(VMLINUX);
        if (!Files.exists(file)) {
            throw new UnsupportedByKernel(
                    "read",
                    file.toString(),
                    "this kernel does not describe its types",
                    Errno.ENOENT,
                    List.of("it was built without CONFIG_DEBUG_INFO_BTF=y"),
                    "use the distribution's own kernel, 5.4 or newer: uname -r");
        }
        return bytes(file);
    }

    /**
     * The types of a module, {@code /sys/kernel/btf/NAME}, which go on from those of the kernel.
     *
     * @param name as {@code lsmod} has it; {@code vmlinux} means the kernel itself
     * @throws BpfException if no module of that name is loaded, with names that are near
     */
    public static Btf module(String name) {
        if (name.equals(VMLINUX)) {
            return vmlinux();
        }
        var file = FOLDER.resolve(name.replace('-', '_'));
        if (!FOLDER.equals(file.normalize().getParent()) || !Files.exists(file)) {
            var near = Near.matches(name, modules(), OFFERED);
            throw new BpfException(
                            "find",
                            name,
                            "no module of that name is loaded and describes its types",
                            Errno.ENOENT,
                            List.of(),
                            near.isEmpty() ? "ls " + FOLDER : "did you mean " + String.join(", ", near) + "?")
                    .about(Topic.CO_RE);
        }
        return Btf.parse(bytes(file), vmlinux());
    }

    private static List<String> modules() {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    /**
     * The BTF object with that id; {@code bpftool btf list} shows them.
     *
     * @throws PermissionDenied if this process may not, for want of CAP_SYS_ADMIN
     * @throws BpfException if there is none, or it is damaged
     */
    public static Btf ofId(int id) {
        return asking("BTF " + id, "bpftool btf list", kernel -> {
            var types = kernel.btf(id);
            if (!types.kernel()) {
                return Btf.parse(types.raw());
            }
            return types.name().equals(VMLINUX) ? vmlinux() : Btf.parse(types.raw(), vmlinux());
        });
    }

    /**
     * The types of the object that a loaded program came from.
     *
     * @param id of the program
     * @throws PermissionDenied if this process may not, for want of CAP_SYS_ADMIN
     * @throws BpfException if there is no such program, or it was loaded without types
     */
    public static Btf ofProgram(int id) {
        return ofId(
                asking("program " + id, "bpftool prog list", kernel -> having(kernel.ofProgram(id), "program " + id)));
    }

    /**
     * The types of a loaded map's keys and values.
     *
     * @param id of the map
     * @throws PermissionDenied if this process may not, for want of CAP_SYS_ADMIN
     * @throws BpfException if there is no such map, or it was made without types
     */
    public static MapTypes ofMap(int id) {
        return asking("map " + id, "bpftool map list", kernel -> {
            var types = kernel.ofMap(id);
            if (types.kernelValue() != 0) {
                var btf = types.kernelBtf() == 0 ? vmlinux() : ofId(types.kernelBtf());
                return new MapTypes(btf, 0, types.kernelValue());
            }
            return new MapTypes(ofId(having(types.btf(), "map " + id)), types.key(), types.value());
        });
    }

    private static int having(int btf, String target) {
        if (btf == 0) {
            throw new BpfException(
                            "read types of", target, "it has none", null, List.of(), "compile its object with clang -g")
                    .about(Topic.CO_RE);
        }
        return btf;
    }

    private interface Question<T> {
        T answer(KernelTypes kernel) throws ErrnoException;
    }

    private static <T> T asking(String target, String hint, Question<T> question) {
        try {
            return question.answer(new KernelTypes());
        } catch (ErrnoException e) {
            if (e.errno() == Errno.EPERM) {
                throw new PermissionDenied(
                        "read types of",
                        target,
                        "this process may not open by id",
                        e.errno(),
                        List.of("it takes CAP_SYS_ADMIN"),
                        CommandLine.asRoot());
            }
            var cause = e.errno() == Errno.ENOENT
                    ? "there is none with that id"
                    : e.errno().text();
            throw new BpfException("read types of", target, cause, e.errno(), List.of(), hint).about(Topic.CO_RE);
        }
    }

    // The size is known, and a stream of a file asks for as much as fits; Files.readAllBytes would copy it twice.
    private static byte[] bytes(Path file) {
        try (var stream = new FileInputStream(file.toFile())) {
            return stream.readNBytes((int) Files.size(file));
        } catch (IOException e) {
            throw new BpfException(
                            "read", file.toString(), "it cannot be read: " + e.getMessage(), null, List.of(), null)
                    .about(Topic.CO_RE);
        }
    }
}
