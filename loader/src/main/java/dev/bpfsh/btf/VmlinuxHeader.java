// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.cache.PrivateFolder;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.BtfDump;
import dev.bpfsh.libbpf.CommandLine;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code vmlinux.h} of the running kernel: all its types as C, for BPF programs to include; what {@code bpftool btf dump
 * file /sys/kernel/btf/vmlinux format c} prints. It is written once for each kernel and kept in the user's cache.
 */
public final class VmlinuxHeader {
    private static final String NAME = "vmlinux.h";
    private static final String BEGINNING = """
            #ifndef __VMLINUX_H__
            #define __VMLINUX_H__

            #ifndef BPF_NO_PRESERVE_ACCESS_INDEX
            #pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
            #endif

            """;
    private static final String END = """
            #ifndef BPF_NO_PRESERVE_ACCESS_INDEX
            #pragma clang attribute pop
            #endif

            #endif /* __VMLINUX_H__ */
            """;

    /** What this process has found or made; another kernel is another process. */
    private static PrivateFolder held;

    private VmlinuxHeader() {}

    /**
     * The folder that holds {@code vmlinux.h} and nothing else, for an include path: {@code clang -I FOLDER}. It is in
     * {@code $XDG_CACHE_HOME/bpfsh}, or {@code ~/.cache/bpfsh}, named by the content of the kernel's BTF; where that is
     * not this user's alone, or cannot be written, it is a temporary one that goes when the process ends.
     *
     * @throws dev.bpfsh.libbpf.UnsupportedByKernel if the kernel does not describe its types, or there is no libbpf
     * @throws BpfException if the header cannot be written anywhere
     */
    public static synchronized Path folder() {
        if (held == null || !held.holds(NAME)) {
            var btf = KernelBtf.vmlinuxBytes();
            held = in(PrivateFolder.userCache(System.getenv()), btf);
        }
        return held.path();
    }

    /** The folder within a cache, filled where it is not yet. */
    static PrivateFolder in(Path cache, byte[] btf) {
        try {
            return filled(PrivateFolder.within(cache, "vmlinux/" + hash(btf)).make(), btf);
        } catch (IOException notThere) {
            return temporary(btf);
        }
    }

    private static PrivateFolder temporary(byte[] btf) {
        try {
            var path = Files.createTempDirectory("bpfsh-");
            path.toFile().deleteOnExit();
            var folder = filled(new PrivateFolder(path).make(), btf);
            path.resolve(NAME).toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new BpfException(
                            "write",
                            NAME,
                            "there is no place for it: " + e.getMessage(),
                            null,
                            List.of(),
                            "name a folder that is yours and has room: " + CommandLine.with("XDG_CACHE_HOME=/path"))
                    .about(Topic.CO_RE);
        }
    }

    private static PrivateFolder filled(PrivateFolder folder, byte[] btf) throws IOException {
        if (!folder.holds(NAME)) {
            // Under another name until it is whole: other processes may look for it, or write it too.
            var part = Files.createTempFile(folder.path(), NAME, ".part");
            try {
                write(part, btf);
                Files.move(part, folder.path().resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        }
        return folder;
    }

    private static void write(Path file, byte[] btf) throws IOException {
        Files.writeString(file, BEGINNING);
        try {
            BtfDump.append(btf, IntStream.range(1, Btf.parse(btf).count()).toArray(), file);
        } catch (ErrnoException e) {
            throw new IOException(e.getMessage(), e);
        }
        Files.writeString(file, END, StandardOpenOption.APPEND);
    }

    private static String hash(byte[] btf) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(btf);
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
