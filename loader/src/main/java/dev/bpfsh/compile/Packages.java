// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What to install where something is missing, in this distribution's words. Source: os-release(5). */
public enum Packages {
    /** The compiler, and what else compiling takes, so that nobody is told of it piece by piece. */
    CLANG(
            "clang llvm libbpf-devel",
            Map.of(
                    "debian", "clang llvm libbpf-dev",
                    "alpine", "clang llvm libbpf-dev linux-headers",
                    "arch", "clang llvm libbpf")),
    /** {@code bpf/bpf_helpers.h} and its kin. */
    LIBBPF_HEADERS("libbpf-devel", Map.of("debian", "libbpf-dev", "alpine", "libbpf-dev", "arch", "libbpf")),
    /** {@code linux/bpf.h} and its kin. */
    KERNEL_HEADERS(
            "kernel-headers",
            Map.of(
                    "debian", "linux-libc-dev",
                    "alpine", "linux-headers",
                    "arch", "linux-api-headers",
                    "suse", "linux-glibc-devel")),
    /** libbpf itself. */
    LIBBPF("libbpf", Map.of("debian", "libbpf1", "suse", "libbpf1")),
    /** {@code ip}, for network interfaces. */
    IP("iproute2", Map.of("fedora", "iproute")),
    /** The kernel's own tool for BPF. */
    BPFTOOL("bpftool", Map.of("arch", "bpf")),
    /** A JDK with the compiler and jshell. */
    JDK(
            "java-17-openjdk-devel",
            Map.of(
                    "debian", "default-jdk-headless",
                    "alpine", "openjdk17-jdk",
                    "arch", "jdk17-openjdk"));

    private static final Map<String, String> COMMANDS = Map.of(
            "debian", "apt install",
            "fedora", "dnf install",
            "arch", "pacman -S",
            "alpine", "apk add",
            "suse", "zypper install");

    private static final Pattern ID = Pattern.compile("^ID(?:_LIKE)?=[\"']?([^\"'\\n]*)[\"']?$", Pattern.MULTILINE);

    /** What is missing, then what goes with it. */
    private final String usual;

    private final Map<String, String> byFamily;

    Packages(String usual, Map<String, String> byFamily) {
        this.usual = usual;
        this.byFamily = byFamily;
    }

    /** The line to type on this machine. */
    public String hint() {
        return Stream.of("/etc/os-release", "/usr/lib/os-release")
                .map(Path::of)
                .filter(Files::isReadable)
                .findFirst()
                .map(file -> {
                    try {
                        return hint(Files.readString(file));
                    } catch (IOException e) {
                        return hint("");
                    }
                })
                .orElseGet(() -> hint(""));
    }

    /** The line to type where {@code os-release} holds this text. */
    String hint(String osRelease) {
        var family = family(osRelease);
        var names = byFamily.getOrDefault(family, usual);
        var command = COMMANDS.get(family);
        return "install the package " + names.replaceFirst(" .*", "")
                + (command == null ? ", or what your distribution calls it" : ": " + command + " " + names);
    }

    private static String family(String osRelease) {
        // ID before ID_LIKE: a derived distribution is itself first.
        return ID.matcher(osRelease)
                .results()
                .sorted((a, b) ->
                        Integer.compare(a.group().indexOf('='), b.group().indexOf('=')))
                .flatMap(
                        line -> Stream.of(line.group(1).toLowerCase(Locale.ROOT).split("\\s+")))
                .map(Packages::familyOf)
                .filter(family -> !family.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String familyOf(String id) {
        if (id.contains("suse")) {
            return "suse";
        } else if (List.of("debian", "ubuntu").contains(id)) {
            return "debian";
        } else if (List.of("fedora", "rhel", "centos").contains(id)) {
            return "fedora";
        }
        return List.of("arch", "alpine").contains(id) ? id : "";
    }
}
