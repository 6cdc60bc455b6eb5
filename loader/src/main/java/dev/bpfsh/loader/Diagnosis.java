// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.attach.Hook;
import dev.bpfsh.kernel.Capabilities;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.CommandLine;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.LibbpfLog;
import dev.bpfsh.libbpf.PermissionDenied;
import dev.bpfsh.libbpf.Topic;
import dev.bpfsh.libbpf.UnsupportedByKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * From what the system answered to what it means: an errno, what libbpf said on the way, the verifier's words, and
 * what this process may do.
 *
 * @param object the object's name
 * @param position where libbpf's log stood before the attempt
 */
record Diagnosis(String object, long position) {
    private static final int SHOWN = 10;
    private static final List<String> CAPABILITIES = List.of("CAP_BPF", "CAP_PERFMON");
    /** By {@code is_net_admin_prog_type()} of the kernel's {@code kernel/bpf/syscall.c}, in libbpf's words. */
    private static final Set<String> NETWORK = Set.of(
            "sched_cls",
            "sched_act",
            "xdp",
            "lwt_in",
            "lwt_out",
            "lwt_xmit",
            "lwt_seg6local",
            "sk_skb",
            "sk_msg",
            "flow_dissector",
            "cgroup_device",
            "cgroup_sock",
            "cgroup_sock_addr",
            "cgroup_sockopt",
            "cgroup_sysctl",
            "sock_ops",
            "netfilter");

    private static final Pattern NO_TARGET =
            Pattern.compile("prog '([^']+)': failed to find kernel BTF type ID of '([^']+)'");

    OpenFailed openFailed(Errno errno) {
        return new OpenFailed(object, errno.text(), errno, warnings(), "log() shows all that libbpf said");
    }

    BpfException loadFailed(BpfObject failed, Errno errno) {
        for (var program : failed.programs().values()) {
            if (refused(program)) {
                var rejection = Rejection.of(program.verifierLog(), new ProgramListing(program));
                if (rejection.isPresent()) {
                    return rejected(program, rejection.get(), errno);
                }
            }
        }
        var noTarget = noTarget(failed, errno);
        if (noTarget.isPresent()) {
            return noTarget.get();
        }
        var words = LibbpfWords.in(warnings());
        if (words.isPresent()) {
            var program = words.get().program();
            return new LoadFailed(
                            program.isEmpty() ? object : object + "." + program,
                            words.get().cause(),
                            errno,
                            List.of(),
                            words.get().hint(),
                            said())
                    .about(words.get().topic());
        }
        if (errno == Errno.EPERM || errno == Errno.EACCES) {
            var program =
                    failed.programs().values().stream().filter(this::refused).findFirst();
            return notPermitted(
                    "load",
                    object,
                    errno,
                    program.map(BpfProgram::type).map(this::needed).orElseGet(this::needed),
                    program.map(refused -> refused.kind() + " programs").orElse("this"));
        }
        var maps = failed.maps().values();
        return maps.stream()
                .flatMap(map -> pinnedOtherwise(map, errno).stream())
                .findFirst()
                .or(() -> maps.stream().filter(this::refused).findFirst().map(map -> mapFailed(map, errno)))
                .orElseGet(() -> new LoadFailed(
                        object, errno.text(), errno, warnings(), "log() shows all that libbpf said", said()));
    }

    private List<String> needed(String type) {
        if (type.equals("ext")) {
            // It may take the place of a function of any program.
            return List.of("CAP_BPF", "CAP_PERFMON", "CAP_NET_ADMIN");
        }
        return NETWORK.contains(type) ? List.of("CAP_BPF", "CAP_NET_ADMIN") : CAPABILITIES;
    }

    // libbpf looks into the types of modules for what the kernel itself does not have.
    private List<String> needed() {
        return said().stream().anyMatch(line -> line.contains("failed to iterate BTF objects"))
                ? List.of("CAP_SYS_ADMIN")
                : CAPABILITIES;
    }

    private LoadFailed rejected(BpfProgram program, Rejection rejection, Errno errno) {
        return new LoadFailed(
                object + "." + program.name(),
                rejection.reason(),
                errno,
                rejection.excerpt(),
                rejection.hint().orElse("the whole log: program(\"" + program.name() + "\").verifierLog()"),
                program.verifierLog(),
                rejection);
    }

    // libbpf looks for the function of fentry and its kin before the verifier is asked; the hook knows what there is.
    private Optional<BpfException> noTarget(BpfObject failed, Errno errno) {
        return said().stream()
                .map(NO_TARGET::matcher)
                .filter(Matcher::find)
                .flatMap(line -> Optional.ofNullable(failed.programs().get(line.group(1))).stream())
                .flatMap(program -> program.hook().flatMap(hook -> noTarget(program, hook, errno)).stream())
                .findFirst();
    }

    private Optional<BpfException> noTarget(BpfProgram program, Hook hook, Errno errno) {
        return hook.absence().map(absence -> {
            var near = hook.nearMatches();
            var hint = near.isEmpty()
                    ? "log() shows all that libbpf said"
                    : "did you mean " + String.join(", ", near) + "? before load(): program(\"" + program.name()
                            + "\").attachTarget(FUNCTION)";
            return new LoadFailed(object + "." + program.name(), absence, errno, List.of(), hint, said())
                    .about(hook.topic());
        });
    }

    // libbpf takes what is pinned where the map is to be, if it is of the same kind.
    private Optional<BpfException> pinnedOtherwise(BpfMap map, Errno errno) {
        return said().stream()
                .filter(line -> line.contains("couldn't reuse pinned map at") && line.contains("parameter mismatch"))
                .filter(line -> map.handle().pinPath().filter(line::contains).isPresent())
                .findFirst()
                .map(line -> new LoadFailed(
                                object + "." + map.name(),
                                "what is pinned at " + map.handle().pinPath().orElseThrow() + " is another kind of map",
                                errno,
                                List.of(shape(map)),
                                "BpfMap.openPinned(PATH) shows which; remove the pin, or choose another path: pinPath(PATH)",
                                said())
                        .about(Topic.PINNING));
    }

    private boolean refused(BpfMap map) {
        return said().stream().anyMatch(line -> line.contains("map '" + map.name() + "': failed to create"));
    }

    private BpfException mapFailed(BpfMap map, Errno errno) {
        var hint =
                switch (errno) {
                    case ENOMEM, E2BIG -> "make max_entries or the value smaller";
                    case EINVAL -> "these sizes or max_entries do not suit the type, or this kernel does not have it";
                    default -> "log() shows all that libbpf said";
                };
        var cause = "the kernel would not make this map: " + errno.text();
        return new LoadFailed(object + "." + map.name(), cause, errno, List.of(shape(map)), hint, said())
                .about(Topic.MAPS);
    }

    private static String shape(BpfMap map) {
        return "%s, key of %d B, value of %d B, max_entries %d"
                .formatted(map.type(), map.keySize(), map.valueSize(), map.maxEntries());
    }

    // A program that was asked to explain itself has a log although it was accepted.
    private boolean refused(BpfProgram program) {
        return said().stream().anyMatch(line -> line.contains("'" + program.name() + "': BPF program load failed"));
    }

    BpfException attachFailed(BpfProgram program, Hook hook, Errno errno) {
        var target = object + "." + program.name() + " to " + hook;
        if (errno == Errno.EPERM || errno == Errno.EACCES) {
            return notPermitted("attach", target, errno, hook.capabilities(), hook.toString());
        }
        // Then nothing can be opened to see what is there.
        if (errno == Errno.EMFILE || errno == Errno.ENFILE) {
            return new AttachFailed(
                    target, errno.text(), errno, List.of(), "close what is open: ulimit -n says how many there may be");
        }
        // What the kernel answers depends on the kind; whether the place is there can be asked.
        var absence = hook.absence();
        if (absence.isPresent() || errno == Errno.ENOENT) {
            var near = hook.nearMatches();
            return new AttachFailed(
                    target,
                    absence.orElse("there is no such hook here"),
                    errno,
                    near.isEmpty() ? warnings() : List.of(),
                    near.isEmpty()
                            ? absence.isPresent()
                                    ? "log() shows all that libbpf said"
                                    : "this kernel lacks it, or the whole kind of hook; log() shows all that libbpf said"
                            : "did you mean " + String.join(", ", near) + "?"
                                    + (program.hook().filter(hook::equals).isPresent()
                                            ? " mend SEC(\"" + program.section() + "\"), or name the hook: attach(HOOK)"
                                            : ""));
        }
        return switch (errno) {
            case EEXIST, EBUSY ->
                new AttachFailed(
                        target,
                        errno == Errno.EEXIST ? "it is attached there already" : "another program is there",
                        errno,
                        warnings(),
                        "close() the link that is: links()");
            case EOPNOTSUPP ->
                program.attachesByItself() || !hook.toString().equals(program.section())
                        ? new AttachFailed(
                                target,
                                "this place does not take programs of this kind",
                                errno,
                                warnings(),
                                "log() shows all that libbpf said")
                        : new AttachFailed(
                                target,
                                "its section does not say where",
                                errno,
                                List.of(),
                                "name a hook: attach(HOOK)");
            case EBADF ->
                program.section().matches("iter(\\.s)?/(bpf_map_elem|bpf_sk_storage_map)")
                        ? new AttachFailed(
                                target,
                                "it walks over a map, and none is named",
                                errno,
                                List.of(),
                                "attach(iter().map(object.map(\"NAME\").fd()))")
                        : unexplained(target, errno);
            default -> unexplained(target, errno);
        };
    }

    private BpfException unexplained(String target, Errno errno) {
        return new AttachFailed(target, errno.text(), errno, warnings(), "log() shows all that libbpf said");
    }

    BpfException structOpsFailed(String map, Errno errno) {
        var target = object + "." + map;
        return errno == Errno.EPERM || errno == Errno.EACCES
                ? notPermitted("attach", target, errno, List.of("CAP_BPF", "CAP_NET_ADMIN"), "this")
                : new AttachFailed(
                        target,
                        errno == Errno.EEXIST ? "one of that name is registered already" : errno.text(),
                        errno,
                        warnings(),
                        "bpftool struct_ops list shows what is registered");
    }

    BpfException notPermitted(String operation, String target, Errno errno) {
        return notPermitted(operation, target, errno, CAPABILITIES, "this");
    }

    private static BpfException notPermitted(
            String operation, String target, Errno errno, List<String> needed, String refused) {
        if (Capabilities.inUserNamespace()) {
            return new PermissionDenied(
                    operation,
                    target,
                    "this process may not use BPF",
                    errno,
                    List.of("root of a user namespace, as in a rootless container, is not root of the machine"),
                    "run it outside of the container, or in one that the machine's root starts");
        }
        var missing = Capabilities.current().missing(needed.toArray(String[]::new));
        if (missing.isEmpty()) {
            boolean filtered = Capabilities.behindFilter();
            return new UnsupportedByKernel(
                    operation,
                    target,
                    "this kernel refuses " + refused
                            + ", although no capability is missing; lockdown, a security module"
                            + " or the kernel's configuration forbids it",
                    errno,
                    filtered
                            ? List.of("or the filter of system calls (seccomp) that this process is behind,"
                                    + " as in a container")
                            : List.of(),
                    filtered ? "docker run --security-opt seccomp=unconfined ..., or --privileged" : null);
        }
        return new PermissionDenied(
                operation,
                target,
                "this process may not use BPF",
                errno,
                List.of("missing: " + String.join(" ", missing) + included(missing)),
                Capabilities.isRoot()
                        ? missing.stream()
                                .map(name -> " --cap-add " + name.substring("CAP_".length()))
                                .collect(Collectors.joining(
                                        "", "root lacks them, as in a container: docker run", " ..."))
                        : CommandLine.asRoot());
    }

    private static String included(List<String> missing) {
        return CAPABILITIES.containsAll(missing) ? " (CAP_SYS_ADMIN includes them)" : "";
    }

    // What libbpf says of each EPERM about memory limits has not been true since Linux 5.11.
    private List<String> warnings() {
        var lines = new ArrayList<String>();
        for (var line : LibbpfLog.get().since(position)) {
            if (line.level() == LibbpfLog.Level.WARN && !line.text().contains("ulimit -l")) {
                lines.add(line.text());
            }
        }
        return lines.size() <= SHOWN ? lines : lines.subList(lines.size() - SHOWN, lines.size());
    }

    private List<String> said() {
        return LibbpfLog.get().since(position).stream()
                .map(LibbpfLog.Line::text)
                .toList();
    }
}
