// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.ReferenceTool;
import dev.bpfsh.testing.RequiresKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the corpus covers what it is for, so that tests over all of it are tests of everything. */
class CorpusTest {
    private static final Path FOLDER = Path.of("src/test/bpf/corpus");

    /** {@code enum bpf_map_type}, by the names of {@code libbpf_bpf_map_type_str}. */
    private static final Set<String> MAP_TYPES = Set.of(
            "hash array prog_array perf_event_array percpu_hash percpu_array stack_trace cgroup_array lru_hash",
            "lru_percpu_hash lpm_trie array_of_maps hash_of_maps devmap sockmap cpumap xskmap sockhash cgroup_storage",
            "reuseport_sockarray percpu_cgroup_storage queue stack sk_storage devmap_hash struct_ops ringbuf",
            "inode_storage task_storage bloom_filter user_ringbuf");

    /** What {@code SEC()} may begin with, by libbpf's {@code section_defs}, later ones than 1.1 included. */
    private static final Set<String> SECTIONS = Set.of(
            "socket sk_reuseport/migrate sk_reuseport kprobe/ uprobe/ uprobe.s/ kretprobe/ uretprobe/ uretprobe.s/",
            "kprobe.multi/ kretprobe.multi/ kprobe.session/ uprobe.multi/ uprobe.session/ uretprobe.multi.s/",
            "ksyscall/ kretsyscall/ usdt/ tc/ingress tc/egress tcx/ingress tcx/egress tc classifier action",
            "netkit/primary netkit/peer tracepoint/ tp/ raw_tracepoint/ raw_tp/ raw_tracepoint.w/ raw_tp.w/ tp_btf/",
            "fentry/ fmod_ret/ fexit/ fentry.s/ fmod_ret.s/ fexit.s/ freplace/ lsm/ lsm.s/ lsm_cgroup/ iter/ iter.s/",
            "syscall xdp.frags/devmap xdp/devmap xdp.frags/cpumap xdp/cpumap xdp.frags xdp perf_event lwt_in lwt_out",
            "lwt_xmit lwt_seg6local sockops sk_skb/stream_parser sk_skb/stream_verdict sk_skb/verdict sk_skb sk_msg",
            "lirc_mode2 flow_dissector cgroup_skb/ingress cgroup_skb/egress cgroup/skb cgroup/sock_create",
            "cgroup/sock_release cgroup/sock cgroup/post_bind4 cgroup/post_bind6 cgroup/bind4 cgroup/bind6",
            "cgroup/connect4 cgroup/connect6 cgroup/connect_unix cgroup/sendmsg4 cgroup/sendmsg6 cgroup/sendmsg_unix",
            "cgroup/recvmsg4 cgroup/recvmsg6 cgroup/recvmsg_unix cgroup/getpeername4 cgroup/getpeername6",
            "cgroup/getpeername_unix cgroup/getsockname4 cgroup/getsockname6 cgroup/getsockname_unix cgroup/sysctl",
            "cgroup/getsockopt cgroup/setsockopt cgroup/dev struct_ops/ sk_lookup netfilter");

    private static final String KINDS = "INT PTR ARRAY STRUCT UNION ENUM FWD TYPEDEF VOLATILE CONST RESTRICT FUNC"
            + " FUNC_PROTO VAR DATASEC FLOAT DECL_TAG TYPE_TAG ENUM64";

    static List<Path> sources() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".bpf.c"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void isLarge() throws IOException {
        assertThat(sources()).hasSizeGreaterThanOrEqualTo(40);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void saysWhatEachIsFor(Path source) throws IOException {
        var name = source.getFileName().toString().replace(".bpf.c", "");
        assertThat(Files.readString(source))
                .matches("(?s)// SPDX-License-Identifier: .*?\n(// build: .*?\n)?//\n// \\Q" + name + "\\E: .*");
    }

    @Test
    void hasEveryTypeOfMap() {
        assertThat(each(object -> object.maps().values().stream().map(BpfMap::type)))
                .containsAll(words(MAP_TYPES));
    }

    @Test
    void hasEverySectionOfLibbpf() {
        var sections = each(object -> object.programs().values().stream().map(BpfProgram::section));
        assertThat(words(SECTIONS)).allSatisfy(wanted -> assertThat(sections)
                .anyMatch(section -> wanted.endsWith("/") ? section.startsWith(wanted) : section.equals(wanted)));
    }

    @Test
    @RequiresKernel(Feature.REFERENCE_TOOLS)
    void hasEveryKindOfType() {
        var kinds = new HashSet<String>();
        ObjectBtf.objects().forEach(object -> ReferenceTool.bpftool("btf", "dump", "file", object.toString())
                .get("types")
                .forEach(type -> kinds.add(type.get("kind").asText())));
        assertThat(kinds).containsExactlyInAnyOrder(KINDS.split(" "));
    }

    private static Set<String> words(Set<String> lines) {
        return lines.stream().flatMap(line -> Stream.of(line.split(" "))).collect(Collectors.toSet());
    }

    private static Set<String> each(Function<BpfObject, Stream<String>> what) {
        var all = new HashSet<String>();
        for (var file : Corpus.all()) {
            try (var object = BpfObject.open(file)) {
                what.apply(object).forEach(all::add);
            }
        }
        return all;
    }
}
