// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.Struct;
import dev.bpfsh.kernel.Capabilities;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.CommandLine;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.EventReader;
import dev.bpfsh.libbpf.PerfReader;
import dev.bpfsh.libbpf.PermissionDenied;
import dev.bpfsh.libbpf.RingReader;
import dev.bpfsh.libbpf.Topic;
import dev.bpfsh.libbpf.UserRing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The buffers of an object that are open: a map is read by one reader, however many types its events are read as. */
final class EventBuffers {
    private static final String RING = "ringbuf";
    private static final String PERF = "perf_event_array";
    private static final String USER = "user_ringbuf";

    private final BpfObject object;
    private final EventTypes types;
    private final Map<String, EventReader> readers = new HashMap<>();
    private final Map<String, UserRing> writers = new HashMap<>();

    EventBuffers(BpfObject object, Btf btf) {
        this.object = object;
        this.types = new EventTypes(object.name(), btf);
    }

    @SuppressWarnings("unchecked") // Each case gives what the class says.
    <T> EventDecoder<T> decoder(Class<T> as) {
        if (as == byte[].class) {
            return (EventDecoder<T>) EventTypes.bytes();
        } else if (as.isRecord()) {
            return (EventDecoder<T>) types.as(as.asSubclass(Record.class));
        }
        var cause = "is no record; byte[].class gives events as they are";
        throw new BpfException("decode", as.getSimpleName(), cause, null, List.of(), null).about(Topic.EVENTS);
    }

    EventDecoder<Struct> decoder(String type) {
        return types.named(type);
    }

    EventDecoder<Struct> onlyDecoder() {
        return types.only();
    }

    <T> RingBuffer<T> ring(String map, Supplier<EventDecoder<T>> decoder) {
        synchronized (object) {
            var found = require(map, RING, "ringBuffer()");
            var chosen = decoder.get();
            if (open(map) instanceof RingReader reader) {
                return new RingBuffer<>(reader, chosen);
            }
            var made = RingBuffer.of(map, found.fd(), places(found), chosen);
            readers.put(map, made.reader());
            return made;
        }
    }

    <T> PerfBuffer<T> perf(String map, Supplier<EventDecoder<T>> decoder) {
        synchronized (object) {
            var found = require(map, PERF, "perfBuffer()");
            var chosen = decoder.get();
            if (open(map) instanceof PerfReader reader) {
                return new PerfBuffer<>(reader, chosen);
            }
            var made = PerfBuffer.of(map, found.fd(), places(found), chosen);
            readers.put(map, made.reader());
            return made;
        }
    }

    /**
     * @param type of the records, or null where they are bytes alone
     */
    UserRingBuffer user(String map, String type) {
        synchronized (object) {
            var found = require(map, USER, "userRingBuffer()");
            var encoder = type == null ? UserRingBuffer.bytesOnly(map) : types.encoder(type);
            var ring = writers.get(map);
            if (ring == null || !ring.isOpen()) {
                ring = UserRingBuffer.open(map, found.fd(), places(found));
                writers.put(map, ring);
            }
            return new UserRingBuffer(map, ring, encoder);
        }
    }

    // As it was created: libbpf fills in the number of CPUs, and rounds the size of a ring buffer.
    private static long places(BpfMap map) {
        return map.handle().maxEntries();
    }

    boolean has(EventBuffer<?> buffer) {
        synchronized (object) {
            return readers.containsValue(buffer.reader());
        }
    }

    private EventReader open(String map) {
        var reader = readers.get(map);
        return reader != null && reader.isOpen() ? reader : null;
    }

    private BpfMap require(String map, String type, String step) {
        object.require(BpfObject.State.LOADED, step);
        var found = object.map(map);
        if (!found.type().equals(type)) {
            var such = object.maps().values().stream()
                    .filter(each -> each.type().equals(type))
                    .map(BpfMap::name)
                    .toList();
            var hint = such.isEmpty() ? object.name() + " has none" : "there is " + String.join(", ", such);
            throw new BpfException(
                            "open", map, "it is a map of type " + found.type() + ", not " + type, null, List.of(), hint)
                    .about(Topic.EVENTS);
        }
        return found;
    }

    /** Closes them all; the object calls it, under its monitor. */
    void close() {
        readers.values().forEach(EventReader::close);
        writers.values().forEach(UserRing::close);
    }

    static BpfException notOpened(String name, ErrnoException e) {
        var errno = e.errno();
        if (errno == Errno.EPERM || errno == Errno.EACCES) {
            var missing = Capabilities.current().missing("CAP_BPF", "CAP_PERFMON");
            var details = missing.isEmpty() ? List.<String>of() : List.of("missing: " + String.join(" ", missing));
            return new PermissionDenied("open", name, e.getMessage(), errno, details, CommandLine.asRoot());
        }
        var hint = errno == Errno.EMFILE ? "close what is open: ulimit -n says how many there may be" : null;
        return new BpfException("open", name, e.getMessage(), errno, List.of(), hint).about(Topic.EVENTS);
    }
}
