// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SectionTest {
    @ParameterizedTest
    @CsvSource({
        "tp/syscalls/sys_enter_write, tp/syscalls/sys_enter_write",
        "tracepoint/sched/sched_switch, tp/sched/sched_switch",
        "raw_tp/sched_switch, raw_tp/sched_switch",
        "raw_tracepoint.w/nbd_send_request, raw_tp/nbd_send_request",
        "tp_btf/sched_switch, tp_btf/sched_switch",
        "kprobe/do_unlinkat, kprobe/do_unlinkat",
        "kprobe/do_unlinkat+0x10, kprobe/do_unlinkat+16",
        "kretprobe/do_unlinkat, kretprobe/do_unlinkat",
        "kprobe.multi/vfs_*, kprobe.multi/vfs_*",
        "kretprobe.multi/vfs_*, kretprobe.multi/vfs_*",
        "kprobe.session/vfs_*, kprobe.session/vfs_*",
        "ksyscall/write, ksyscall/write",
        "kretsyscall/write, kretsyscall/write",
        "uprobe/libc.so.6:malloc, uprobe/libc.so.6:malloc",
        "uprobe//usr/bin/bash:readline+4, uprobe//usr/bin/bash:readline+4",
        "uprobe.s//usr/bin/bash:0x1234, uprobe//usr/bin/bash:0x1234",
        "uretprobe/bash:readline, uretprobe/bash:readline",
        "uprobe.multi/libc.so.6:str*, uprobe.multi/libc.so.6:str*",
        "uretprobe.multi/libc.so.6:str*, uretprobe.multi/libc.so.6:str*",
        "uprobe.session/libc.so.6:malloc, uprobe.session/libc.so.6:malloc",
        "usdt/libjvm.so:hotspot:gc__begin, usdt/libjvm.so:hotspot:gc__begin",
        "fentry/vfs_unlink, fentry/vfs_unlink",
        "fexit.s/vfs_unlink, fexit/vfs_unlink",
        "fmod_ret/security_file_open, fmod_ret/security_file_open",
        "lsm/file_open, lsm/file_open",
        "iter/task, iter"
    })
    void namesAHook(String section, String hook) {
        assertThat(new Section(section).hook()).map(Object::toString).contains(hook);
        assertThat(new Section(section).attachesByItself()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kprobe", "tp", "tp/", "tp/only_category", "uprobe", "uprobe/no_function", "usdt/binary:half", "fentry",
                "xdp", "tc", "cgroup/skb", "socket", "perf_event", "sk_lookup", "struct_ops/name", "freplace/function"
            })
    void saysOnlyTheKindOfProgram(String section) {
        assertThat(new Section(section).attachesByItself()).isFalse();
    }

    @Test
    void aPatternHasStarsAndQuestionMarks() {
        var names = List.of("vfs_read", "vfs_write", "xvfs_read", "vfs.read");
        assertThat(new Glob("vfs_*").among(names)).containsExactly("vfs_read", "vfs_write");
        assertThat(new Glob("vfs?read").among(names)).containsExactly("vfs_read", "vfs.read");
        assertThat(new Glob("vfs.read").among(names)).containsExactly("vfs.read");
        assertThat(new Glob("\\E*\\Q").among(names)).isEmpty();
    }
}
