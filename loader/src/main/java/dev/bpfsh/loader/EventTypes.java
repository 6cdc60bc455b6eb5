// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.BtfType.Modifier;
import dev.bpfsh.btf.BtfType.Pointer;
import dev.bpfsh.btf.BtfType.Typedef;
import dev.bpfsh.btf.BtfType.Variable;
import dev.bpfsh.btf.Codec;
import dev.bpfsh.btf.Struct;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.EventCursor;
import dev.bpfsh.libbpf.Topic;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which types the events of an object may have. A map of events declares none; C programs keep one in BTF with a line
 * such as {@code const struct event *unused __attribute__((unused));}.
 *
 * @param object its name
 */
record EventTypes(String object, Btf btf) {
    private static final String KEEP =
            "BTF has a type where a global names it: const struct event *unused __attribute__((unused));";

    /** Events as they are. */
    static EventDecoder<byte[]> bytes() {
        return EventCursor::bytes;
    }

    /**
     * Events of a struct by its name in C, with or without the word {@code struct}, or by that of a typedef.
     *
     * @throws BpfException if there is none of that name, or it is the name of something else
     */
    EventDecoder<Struct> named(String type) {
        return decoder(id(type));
    }

    /** Values to bytes, to be sent as records of that type. */
    Function<Object, byte[]> encoder(String type) {
        var codec = Codec.of(btf, id(type));
        return value -> codec.encode(value, type);
    }

    /** As {@link #named}, of the only type that they can be; which it is, is found out when the first is decoded. */
    EventDecoder<Struct> only() {
        return new EventDecoder<>() {
            private volatile EventDecoder<Struct> found;

            @Override
            public Struct decode(EventCursor cursor) {
                return known().decode(cursor);
            }

            @Override
            public List<String> members() {
                return known().members();
            }

            private EventDecoder<Struct> known() {
                if (found == null) {
                    found = decoder(onlyId());
                }
                return found;
            }
        };
    }

    /**
     * Events as a record of Java, from the struct that has its members: where there are several, the one of its name, or
     * the only one that events can be.
     */
    <R extends Record> EventDecoder<R> as(Class<R> record) {
        var decoder = decoder(struct(record));
        return new EventDecoder<>() {
            @Override
            public R decode(EventCursor cursor) {
                return decoder.decode(cursor).as(record);
            }

            @Override
            public List<String> members() {
                return Arrays.stream(record.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toList();
            }
        };
    }

    private int struct(Class<? extends Record> record) {
        var wanted = Arrays.stream(record.getRecordComponents())
                .map(component -> plain(component.getName()))
                .toList();
        var fitting = structs();
        fitting.values().removeIf(id -> !members(id).containsAll(wanted));
        if (fitting.size() > 1) {
            var called = fitting.keySet().stream().filter(name -> plain(name).equals(plain(record.getSimpleName())));
            var likely = called.findFirst().map(fitting::get).orElseGet(this::onlyId);
            fitting.values().retainAll(List.of(likely));
        }
        return fitting.values().stream().findFirst().orElseThrow(() -> noStruct(record));
    }

    private BpfException noStruct(Class<? extends Record> record) {
        var components = Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.joining(", "));
        return new BpfException(
                        "decode",
                        record.getSimpleName(),
                        "no struct of " + object + " has a member for each component",
                        null,
                        List.of("components: " + components),
                        "components are named as members, in C or Java manner: exit_code, exitCode")
                .about(Topic.EVENTS);
    }

    private Set<String> members(int id) {
        var names = new HashSet<String>();
        for (var member : ((Composite) btf.resolve(id)).members()) {
            if (member.name().isEmpty() && btf.resolve(member.type()) instanceof Composite) {
                names.addAll(members(member.type()));
            }
            names.add(plain(member.name()));
        }
        return names;
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private EventDecoder<Struct> decoder(int id) {
        var codec = Codec.of(btf, id);
        return new EventDecoder<>() {
            @Override
            public Struct decode(EventCursor cursor) {
                var bytes = cursor.buffer();
                return (Struct) codec.decode(bytes, 0, bytes.limit());
            }

            @Override
            public List<String> members() {
                var zeros = (Struct) codec.decode(new byte[codec.size()]);
                return List.copyOf(zeros.members().keySet());
            }
        };
    }

    private int id(String type) {
        int id = btf.id(type);
        if (!(btf.resolve(id) instanceof Composite)) {
            throw new BpfException(
                            "decode",
                            type,
                            "is no struct: " + btf.declare(id, "").strip(),
                            null,
                            List.of(),
                            null)
                    .about(Topic.EVENTS);
        }
        return id;
    }

    private int onlyId() {
        var pointed = IntStream.range(1, btf.count())
                .filter(id -> btf.type(id) instanceof Variable)
                .map(id -> ((Variable) btf.type(id)).type())
                .filter(type -> btf.resolve(type) instanceof Pointer)
                .map(type -> unqualified(((Pointer) btf.resolve(type)).target()))
                .filter(type -> btf.resolve(type) instanceof Composite)
                .distinct()
                .toArray();
        if (pointed.length == 1) {
            return pointed[0];
        }
        var structs = structs();
        if (pointed.length == 0 && structs.size() == 1) {
            return structs.values().iterator().next();
        }
        var candidates = pointed.length == 0
                ? structs.keySet().stream().toList()
                : Arrays.stream(pointed)
                        .mapToObj(id -> btf.declare(id, "").strip())
                        .toList();
        throw ambiguous("an event", candidates);
    }

    private BpfException ambiguous(String what, List<String> candidates) {
        return new BpfException(
                        "decode",
                        what,
                        candidates.isEmpty() ? object + " has no struct in its BTF" : "it may be one of several",
                        null,
                        candidates,
                        candidates.isEmpty() ? KEEP : "name it: (\"MAP\", \"" + candidates.get(0) + "\")")
                .about(Topic.EVENTS);
    }

    private int unqualified(int id) {
        return btf.type(id) instanceof Modifier modifier ? unqualified(modifier.target()) : id;
    }

    private Map<String, Integer> structs() {
        var structs = new LinkedHashMap<String, Integer>();
        for (int id = 1; id < btf.count(); id++) {
            var type = btf.type(id);
            boolean named = type instanceof Composite || type instanceof Typedef;
            if (named && !type.name().isEmpty() && btf.resolve(id) instanceof Composite) {
                structs.putIfAbsent(type.name(), id);
            }
        }
        return structs;
    }
}
