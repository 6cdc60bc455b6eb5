// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PackagesTest {
    @Test
    void eachDistributionHasItsWords() {
        assertThat(Packages.LIBBPF_HEADERS.hint("NAME=\"Debian\"\nID=debian\n")).endsWith(": apt install libbpf-dev");
        assertThat(Packages.LIBBPF_HEADERS.hint("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"))
                .endsWith(": apt install libbpf-dev");
        assertThat(Packages.LIBBPF_HEADERS.hint("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n"))
                .endsWith(": dnf install libbpf-devel");
        assertThat(Packages.LIBBPF_HEADERS.hint("ID=arch\n")).endsWith(": pacman -S libbpf");
        assertThat(Packages.KERNEL_HEADERS.hint("ID=alpine\n")).endsWith(": apk add linux-headers");
        assertThat(Packages.KERNEL_HEADERS.hint("ID_LIKE='suse opensuse'\nID='opensuse-leap'\n"))
                .endsWith(": zypper install linux-glibc-devel");
        assertThat(Packages.CLANG.hint("ID=fedora\n")).endsWith(": dnf install clang llvm libbpf-devel");
        assertThat(Packages.CLANG.hint("ID=debian\n"))
                .isEqualTo("install the package clang: apt install clang llvm libbpf-dev");
        assertThat(Packages.LIBBPF.hint("ID=debian\n")).endsWith(": apt install libbpf1");
        assertThat(Packages.IP.hint("ID=debian\n")).endsWith(": apt install iproute2");
        assertThat(Packages.BPFTOOL.hint("ID=arch\n")).endsWith(": pacman -S bpf");
        assertThat(Packages.JDK.hint("ID=fedora\n")).endsWith(": dnf install java-17-openjdk-devel");
        assertThat(Packages.CLANG.hint("")).isEqualTo("install the package clang, or what your distribution calls it");
    }
}
