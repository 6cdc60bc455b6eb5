// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.Struct;
import dev.bpfsh.host.Bundled;
import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.ObjectFiles;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.loader.BpfMap;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.BpfProgram;
import dev.bpfsh.loader.EventBuffer;
import dev.bpfsh.loader.Global;
import dev.bpfsh.loader.Globals;
import dev.bpfsh.loader.Session;
import dev.bpfsh.loader.map.MapType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What may stand inside a string literal, told by the call that it is an argument of. */
final class Literals {
    /** Functions that take one of few names, which are quickly read. */
    private static final Set<String> TAKE_FEW =
            Set.of("open", "skeleton", "run", "watch", "xdp", "tcx", "tc", "netkit", "logLevel", "trace");

    private static final int MOST_KEYS = 100_000;

    /** Of an object that is at hand, and the type that events are read as; to open the buffer would not be looking only. */
    private static final Pattern BUFFER =
            Pattern.compile("(.+)\\.(?:ringBuffer|perfBuffer)\\(\\s*\"[^\"]*\"\\s*,\\s*\"([^\"]+)\"\\s*\\)");

    private final ObjectAtHand atHand;
    private final KernelNames kernel;

    Literals(Evaluator evaluator, NameTables tables) {
        this.atHand = new ObjectAtHand(evaluator);
        this.kernel = new KernelNames(tables);
    }

    /**
     * The candidates for a literal.
     *
     * @param call the one that it is an argument of, or null
     * @param from where its text begins
     */
    Completion at(Invocation call, String text, int from, int cursor) {
        var literal = new Literal(call, from, cursor, text.substring(from, cursor));
        if (literal.typed.indexOf('\\') >= 0) {
            return Completion.none(cursor);
        } else if (call == null) {
            return literal.files(name -> true);
        }
        var receiver = atHand.of(call.receiver());
        return receiver.map(object -> ofObject(literal, object)).orElseGet(() -> ofFunction(literal));
    }

    /** The names that an argument which has not begun yet may be, with their quotes; none where they are many. */
    Completion quoted(Invocation call, int cursor) {
        if (!TAKE_FEW.contains(call.method()) && atHand.of(call.receiver()).isEmpty()) {
            return Completion.none(cursor);
        }
        var names = at(call, "", 0, 0);
        var quoted = names.candidates().stream()
                .filter(each -> each.group() == Group.NAMES)
                .map(each -> new Candidate(
                        Group.NAMES, "\"" + each.name() + "\"", each.type(), "\"" + each.insert() + "\"", false, false))
                .toList();
        return names.more() > 0
                ? Completion.none(cursor)
                : new Completion(cursor, cursor, quoted, 0, "", names.title());
    }

    /** What is at the cursor. */
    private record Literal(Invocation call, int from, int to, String typed) {
        Completion files(Predicate<String> wanted) {
            return Completion.of(from, to, FilePaths.startingWith(typed, wanted), "");
        }

        Completion among(NameTable names, String title) {
            return names.complete(from, to, typed, title, name -> Candidate.literal(name, ""));
        }

        Completion among(Collection<String> names, String title) {
            return among(NameTable.of(names), title);
        }

        <T> Completion among(Map<String, T> things, String title, Function<T, String> type) {
            return NameTable.of(things.keySet())
                    .complete(from, to, typed, title, name -> Candidate.literal(name, type.apply(things.get(name))));
        }

        Completion of(List<Candidate> candidates, String title) {
            return Completion.of(from, to, candidates, title);
        }

        Completion none() {
            return Completion.none(to);
        }
    }

    /** What is asked of an object that is there. */
    private Completion ofObject(Literal literal, Object object) {
        var method = literal.call.method();
        boolean first = literal.call.argument() == 0;
        if (object instanceof BpfObject opened) {
            return ofBpfObject(literal, opened, method, first);
        } else if (object instanceof Globals globals && first) {
            return literal.of(MemberNames.of(List.of(globals), literal.typed), "globals of " + globals.name());
        } else if (object instanceof Global global && first) {
            return part(literal, global);
        } else if (object instanceof Struct struct && first) {
            return literal.of(MemberNames.of(struct, literal.typed), "members of " + struct.type());
        } else if (object instanceof Btf btf && first) {
            return literal.among(KernelNames.types(btf), "types");
        } else if (object instanceof Map<?, ?> map && first && ObjectAtHand.isPlain(map)) {
            return literal.among(keys(map, literal.typed), "keys");
        } else if (object instanceof BpfProgram && method.equals("attachTarget")) {
            return literal.among(kernel.typedFunctions(), "functions of the kernel");
        } else if (object instanceof BpfProgram || object instanceof BpfMap) {
            return method.startsWith("pin") ? literal.files(name -> true) : literal.none();
        }
        return ofFunction(literal);
    }

    /** The keys that begin as typed, or all where none does: to sort a hundred thousand would take too long. */
    private static List<String> keys(Map<?, ?> map, String typed) {
        try {
            var keys = map.keySet().stream()
                    .limit(MOST_KEYS)
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList();
            var beginning = keys.stream().filter(key -> key.startsWith(typed)).toList();
            return beginning.isEmpty() ? keys : beginning;
        } catch (ConcurrentModificationException e) {
            return List.of();
        }
    }

    private Completion ofBpfObject(Literal literal, BpfObject opened, String method, boolean first) {
        return switch (method) {
            case "program" -> literal.among(opened.programs(), "programs of " + opened.name(), BpfProgram::section);
            case "map", "attachStructOps" -> literal.among(opened.maps(), "maps of " + opened.name(), BpfMap::type);
            case "section" -> literal.among(opened.sections().keySet(), "sections of " + opened.name());
            case "global" ->
                literal.of(MemberNames.of(opened.sections().values(), literal.typed), "globals of " + opened.name());
            case "ringBuffer" -> buffer(literal, opened, "ringbuf", first);
            case "perfBuffer" -> buffer(literal, opened, "perf_event_array", first);
            case "userRingBuffer" -> buffer(literal, opened, "user_ringbuf", first);
            default -> literal.none();
        };
    }

    private static Completion buffer(Literal literal, BpfObject opened, String type, boolean first) {
        if (!first) {
            return literal.among(KernelNames.types(opened.btf()), "types of " + opened.name());
        }
        var names = opened.maps().values().stream()
                .filter(map -> map.type().equals(type))
                .map(BpfMap::name)
                .toList();
        return literal.among(names, "maps of type " + type);
    }

    private static Completion part(Literal literal, Global global) {
        // The way to a part is asked for where the whole way would be: behind the name of what is at hand.
        var before = global.name() + ".";
        var below = MemberNames.of(List.of(global.section()), before + literal.typed).stream()
                .filter(each -> each.insert().startsWith(before))
                .map(each -> new Candidate(
                        each.group(),
                        each.name().substring(before.length()),
                        each.type(),
                        each.insert().substring(before.length()),
                        each.last(),
                        false))
                .toList();
        return literal.of(below, "parts of " + global.name());
    }

    /** What a function takes, or a method of something that is not there yet, by its name. */
    private Completion ofFunction(Literal literal) {
        var call = literal.call;
        boolean first = call.argument() == 0;
        return switch (call.method()) {
            case "open", "skeleton" -> first ? objects(literal) : literal.none();
            case "run", "watch" -> first && call.receiver().isEmpty() ? scripts(literal) : literal.files(name -> true);
            case "compile" -> literal.files(name -> name.endsWith(".c"));
            case "tracepoint", "Tracepoint" ->
                first ? literal.among(kernel.categories(), "categories of tracepoints") : tracepoint(literal);
            case "hasTracepoint", "tracepoints" -> literal.among(kernel.tracepoints(), "tracepoints");
            case "rawTracepoint", "tpBtf" -> literal.among(kernel.rawTracepoints(), "raw tracepoints");
            case "kprobe", "kretprobe", "kprobeMulti", "kretprobeMulti", "kprobeSession" ->
                literal.among(kernel.functions(), "functions of the kernel");
            case "fentry", "fexit", "fmodRet", "attachTarget" ->
                literal.among(kernel.typedFunctions(), "functions of the kernel");
            case "lsm" -> literal.among(kernel.securityHooks(), "security hooks");
            case "ksyscall", "kretsyscall" -> literal.among(kernel.systemCalls(), "system calls");
            case "uprobe", "uretprobe", "uprobeMulti", "uretprobeMulti", "uprobeSession", "functions" ->
                first
                        ? binaries(literal)
                        : call.literal(0)
                                .map(binary -> literal.among(kernel.symbols(binary), "functions of " + binary))
                                .orElse(literal.none());
            case "usdt" -> usdt(literal);
            case "list" -> call.receiver().equals("Usdt") ? binaries(literal) : literal.files(name -> true);
            case "xdp", "tcx", "tc", "netkit" ->
                first ? literal.among(kernel.interfaces(), "network interfaces") : literal.none();
            case "named" ->
                call.receiver().equals("Interface")
                        ? literal.among(kernel.interfaces(), "network interfaces")
                        : literal.none();
            case "module" -> literal.among(kernel.modules(), "modules");
            case "btf" -> types(literal, first ? null : call.arguments().get(0));
            case "find", "id" ->
                call.receiver().endsWith("vmlinux()") && first
                        ? literal.among(kernel.kernelTypes(), "types of the kernel")
                        : literal.none();
            case "table" -> first ? literal.none() : columns(literal);
            case "trace" -> literal.among(loadedPrograms(), "loaded programs");
            case "progs" -> literal.among(kernel.programs(), "programs in the kernel", Function.identity());
            case "maps" -> literal.among(kernel.maps(), "maps in the kernel", Function.identity());
            case "logLevel" -> literal.among(List.of("warn", "info", "debug", "off"), "levels");
            case "of", "create" ->
                first && List.of("MapSpec", "BpfMap").contains(call.receiver())
                        ? literal.among(MapType.names(), "types of maps")
                        : of(literal);
            case "cgroup" -> literal.typed.isEmpty() ? from(literal, "/sys/fs/cgroup/") : literal.files(name -> false);
            case "openPinned" -> literal.typed.isEmpty() ? from(literal, "/sys/fs/bpf/") : literal.files(name -> true);
            case "program", "map", "global", "section", "ringBuffer", "perfBuffer", "userRingBuffer" -> literal.none();
            case "get",
                    "set",
                    "put",
                    "containsKey",
                    "remove",
                    "getLong",
                    "getString",
                    "at",
                    "println",
                    "print",
                    "printf",
                    "format",
                    "matches",
                    "equals",
                    "startsWith" -> literal.none();
            default -> literal.files(name -> true);
        };
    }

    private Completion of(Literal literal) {
        return literal.call.receiver().equals("Layout") && literal.call.argument() == 1
                ? types(literal, literal.call.arguments().get(0))
                : literal.files(name -> true);
    }

    private static Completion from(Literal literal, String folder) {
        return Completion.of(literal.from, literal.to, FilePaths.startingWith(folder, name -> true), "");
    }

    private static Completion objects(Literal literal) {
        return bundled(
                literal, ObjectFiles.bundled(), "objects", name -> name.endsWith(".o") || name.endsWith(".bpf.c"));
    }

    private static Completion scripts(Literal literal) {
        return bundled(literal, Bundled.scripts().described(), "scripts", name -> name.endsWith(".jsh"));
    }

    /** What comes with bpfsh, with words about each, and files with such names. */
    private static Completion bundled(
            Literal literal, Map<String, String> names, String title, Predicate<String> files) {
        var candidates = new ArrayList<Candidate>();
        names.forEach((name, about) -> {
            if (name.startsWith(literal.typed)) {
                candidates.add(Candidate.literal(name, about));
            }
        });
        boolean any = !candidates.isEmpty();
        candidates.addAll(FilePaths.startingWith(literal.typed, files));
        return literal.of(candidates, any ? title : "");
    }

    private Completion tracepoint(Literal literal) {
        var category = literal.call.literal(0).orElse("");
        if (category.isEmpty()) {
            return literal.none();
        }
        return literal.among(kernel.tracepoints(category), "tracepoints of " + category);
    }

    private Completion binaries(Literal literal) {
        return literal.typed.indexOf('/') >= 0
                ? literal.files(name -> true)
                : literal.among(kernel.binaries(), "libraries and programs");
    }

    private Completion usdt(Literal literal) {
        var call = literal.call;
        var binary = call.literal(0).orElse("");
        return switch (call.argument()) {
            case 0 -> binaries(literal);
            case 1 -> literal.among(kernel.providers(binary), "providers of " + binary);
            case 2 -> literal.among(kernel.probes(binary, call.literal(1).orElse("")), "probes of " + binary);
            default -> literal.none();
        };
    }

    private Completion types(Literal literal, String among) {
        if (among == null || among.equals("btf()")) {
            return literal.among(kernel.kernelTypes(), "types of the kernel");
        }
        return atHand.of(among)
                .filter(Btf.class::isInstance)
                .map(btf -> literal.among(KernelNames.types((Btf) btf), "types"))
                .orElse(literal.none());
    }

    /** What is in the events that are listed. */
    private Completion columns(Literal literal) {
        var events = literal.call.arguments().get(0);
        var buffer = BUFFER.matcher(events);
        try {
            if (buffer.matches()) {
                return atHand.of(buffer.group(1))
                        .filter(BpfObject.class::isInstance)
                        .map(opened -> ((BpfObject) opened).btf())
                        .map(btf -> literal.of(
                                MemberNames.ofType(btf, buffer.group(2), literal.typed),
                                "members of " + buffer.group(2)))
                        .orElse(literal.none());
            }
            return atHand.of(events)
                    .filter(EventBuffer.class::isInstance)
                    .map(opened -> literal.among(((EventBuffer<?>) opened).members(), "members of an event"))
                    .orElse(literal.none());
        } catch (BpfException unknown) {
            return literal.none();
        }
    }

    private static List<String> loadedPrograms() {
        return Session.current().alive().stream()
                .filter(BpfObject.class::isInstance)
                .map(BpfObject.class::cast)
                .filter(object -> object.state() == BpfObject.State.LOADED)
                .flatMap(object -> object.programs().keySet().stream())
                .toList();
    }
}
