// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.BtfType.DataSection;
import dev.bpfsh.btf.BtfType.Linkage;
import dev.bpfsh.btf.BtfType.Variable;
import dev.bpfsh.btf.Codec;
import dev.bpfsh.btf.Decoder;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.Memory;
import dev.bpfsh.libbpf.OutOfOrder;
import dev.bpfsh.libbpf.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The global variables of a data section: {@code .bss}, {@code .data}, {@code .rodata}, one of the program's own, or
 * {@code .kconfig}. Behind it is an array map with one value.
 *
 * <p>Static variables are not among them: BTF does not tell where they lie.
 */
public final class Globals {
    private final String name;
    private final BpfMap map;
    private final Btf btf;
    private final Decoder types;
    private final boolean kconfig;
    private final boolean readOnly;
    private final Map<String, Global> globals = new LinkedHashMap<>();
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final Memory initial;
    private volatile Memory mapped;

    Globals(String name, BpfMap map, Btf btf) {
        this.name = name;
        this.map = map;
        this.btf = btf;
        this.types = new Decoder(btf);
        this.kconfig = name.equals(".kconfig");
        this.readOnly = kconfig || name.startsWith(".rodata");
        this.initial = map.handle().initialValue().orElse(null);
        btf.section(name).ifPresent(this::place);
    }

    private void place(DataSection section) {
        for (var place : section.variables()) {
            if (btf.type(place.variable()) instanceof Variable variable
                    && variable.linkage() != Linkage.STATIC
                    && !variable.name().isEmpty()) {
                if (place.offset() < 0 || place.size() < 0 || place.offset() > map.valueSize() - place.size()) {
                    throw new OpenFailed(
                            map.object().name(),
                            "its BTF is damaged: " + variable.name() + " lies outside of " + name,
                            null,
                            List.of(),
                            "compile the object again: clang -g -O2 -target bpf");
                }
                globals.put(variable.name(), new Global(this, variable, place));
            }
        }
    }

    /** The section's name: {@code .bss}. */
    public String name() {
        return name;
    }

    /** The map behind it. */
    public BpfMap map() {
        return map;
    }

    /**
     * The variables by name, in the order of their memory.
     *
     * <pre>{@code minimal.bss().all().keySet()}</pre>
     */
    public Map<String, Global> all() {
        return Collections.unmodifiableMap(globals);
    }

    /**
     * The variable of that name, or a part of one.
     *
     * <pre>{@code minimal.bss().global("my_pid").declaration()}</pre>
     *
     * @param path a name, or the way to a part: {@code cfg.limits[2].max}
     * @throws BpfException if there is none; near names are offered
     */
    public Global global(String path) {
        var variable = variable(path);
        var global = globals.get(variable);
        if (global == null) {
            throw new Lookup("global", map.object().name() + name, globals.keySet()).failed(variable);
        }
        return variable.equals(path) ? global : global.at(rest(path, variable));
    }

    /** The name that a path begins with. */
    static String variable(String path) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
            end++;
        }
        return path.substring(0, end);
    }

    private static String rest(String path, String variable) {
        var rest = path.substring(variable.length());
        return rest.startsWith(".") ? rest.substring(1) : rest;
    }

    /**
     * {@link Global#get()} of a variable, or of a part of one: {@code cfg.limits[2].max}.
     *
     * <pre>{@code minimal.bss().get("my_pid")}</pre>
     */
    public Object get(String path) {
        return global(path).get();
    }

    /**
     * {@link Global#set(Object)} of a variable, or of a part of one: {@code cfg.limits[2].max}.
     *
     * <pre>{@code minimal.bss().set("my_pid", pid())}</pre>
     */
    public void set(String path, Object value) {
        global(path).set(value);
    }

    /**
     * What the variables hold now: read in one go, while programs go on.
     *
     * <pre>{@code
     * var before = minimal.bss().snapshot()
     * minimal.bss().set("my_pid", 1)
     * before.diff(minimal.bss().snapshot())
     * }</pre>
     *
     * @throws IllegalStateException if the object is closed
     */
    public Snapshot snapshot() {
        var bytes = globals.isEmpty() ? new byte[0] : read(0, map.valueSize());
        var now = Instant.now();
        var values = new LinkedHashMap<String, Object>();
        globals.forEach((variable, global) -> values.put(variable, global.decode(bytes)));
        return new Snapshot(now, values);
    }

    /**
     * {@link Global#watch} of a variable, or of a part of one: {@code cfg.limits[2].max}.
     *
     * <pre>{@code
     * try (var watch = minimal.bss().watch("my_pid", millis(50))) {
     *     minimal.bss().set("my_pid", 7);
     *     System.out.println(watch.next());
     * }
     * }</pre>
     *
     * @throws IllegalStateException if the object is closed
     */
    public Watch watch(String path, Duration period) {
        return global(path).watch(period);
    }

    Watch watch(Global global, Duration period) {
        synchronized (map.object()) {
            var watch = new Watch(this, global, period);
            watches.add(watch);
            return Session.current().own(watch);
        }
    }

    void forget(Watch watch) {
        watches.remove(watch);
    }

    Codec codec(int type) {
        return types.codec(type);
    }

    Btf btf() {
        return btf;
    }

    /** Whether programs only read it: it can be set before load, and never after. */
    public boolean readOnly() {
        return readOnly;
    }

    void requireWritable(String variable) {
        if (!readOnly) {
            return;
        }
        if (kconfig) {
            throw new OutOfOrder(
                    Topic.MAPS, "set " + variable + ": .kconfig tells how the kernel is built, libbpf fills it in");
        }
        if (map.object().state() == BpfObject.State.LOADED) {
            throw new OutOfOrder(
                    Topic.MAPS,
                    "set " + variable + ": " + name + " is read-only once "
                            + map.object().name()
                            + " is LOADED, the verifier has relied on it; set it between open() and load()");
        }
    }

    long word(int offset, int size) {
        map.object().requireOpen("a global's get()");
        var kernels = mapped;
        return kernels != null ? kernels.word(offset, size) : touch("get()", memory -> memory.word(offset, size));
    }

    void word(String variable, int offset, int size, long word) {
        map.object().requireOpen("a global's set()");
        var kernels = mapped;
        if (kernels != null) {
            kernels.word(offset, size, word);
        } else {
            touch("set()", memory -> {
                requireWritable(variable);
                memory.word(offset, size, word);
                return null;
            });
        }
        if (Steps.noted()) {
            Steps.took(new Step.Assigned(this));
        }
    }

    /**
     * Sets a bit field in the smallest aligned word around it; two that set neighbours here do not undo each other.
     */
    synchronized void update(Global field, Codec codec, Object value) {
        int size = 1;
        int from = field.offset();
        while (from + size < field.offset() + field.size() && size < Long.BYTES) {
            size *= 2;
            from = field.offset() / size * size;
        }
        if (from + size < field.offset() + field.size() || from + size > map.valueSize()) {
            from = field.offset();
            size = field.size();
        }
        var word = read(from, size);
        int at = field.offset() - from;
        var bits = codec.encodeOver(Arrays.copyOfRange(word, at, at + field.size()), value, field.name());
        System.arraycopy(bits, 0, word, at, bits.length);
        write(field.name(), from, word);
    }

    byte[] read(int offset, int length) {
        return touch("get()", memory -> memory.read(offset, length));
    }

    void write(String variable, int offset, byte[] bytes) {
        touch("set()", memory -> {
            requireWritable(variable);
            memory.write(offset, bytes);
            return null;
        });
        if (Steps.noted()) {
            Steps.took(new Step.Assigned(this));
        }
    }

    /** What the kernel's copy of a loaded section holds, also where it has no variable and cannot be mapped. */
    byte[] loaded() {
        try {
            return map.handle().firstValue();
        } catch (ErrnoException e) {
            throw new BpfException("read", map.name(), e.errno().text(), e.errno(), List.of(), null).about(Topic.MAPS);
        }
    }

    // Before load under the object's monitor: load() ends with a read-only mapping, and with libbpf from 1.5 on it
    // takes the initial value away, which must not happen under our feet.
    private <T> T touch(String step, Function<Memory, T> access) {
        map.object().requireOpen("a global's " + step);
        var kernels = mapped;
        if (kernels != null) {
            return access.apply(kernels);
        }
        synchronized (map.object()) {
            map.object().requireOpen("a global's " + step);
            return access.apply(memory());
        }
    }

    // libbpf before 1.5 keeps its own copy of the initial value after load: only the map's own memory is the kernel's.
    private Memory memory() {
        if (mapped != null) {
            return mapped;
        }
        if (map.object().state() == BpfObject.State.LOADED) {
            try {
                mapped = map.handle().values(!readOnly());
                return mapped;
            } catch (ErrnoException e) {
                throw new BpfException("map", map.name(), e.errno().text(), e.errno(), List.of(), null)
                        .about(Topic.MAPS);
            }
        }
        if (initial == null) {
            throw new OutOfOrder(Topic.MAPS, map.name() + " has no value before load()");
        }
        return initial;
    }

    /** Ends the mapping and the watches; the object calls it, under its monitor. */
    void close() {
        watches.forEach(Watch::close);
        if (mapped != null) {
            mapped.close();
        }
    }

    @Override
    public String toString() {
        return map.object().name() + name + " " + globals.keySet();
    }
}
