// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.BtfType.DataSection;
import dev.bpfsh.btf.BtfType.Linkage;
import dev.bpfsh.btf.BtfType.Variable;
import dev.bpfsh.btf.Decoder;
import dev.bpfsh.btf.Encoder;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.Memory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<String, Global> globals = new LinkedHashMap<>();
    private final Memory initial;
    private volatile Memory mapped;

    Globals(String name, BpfMap map, Btf btf) {
        this.name = name;
        this.map = map;
        this.btf = btf;
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

    /** The variables by name, in the order of their memory. */
    public Map<String, Global> all() {
        return Collections.unmodifiableMap(globals);
    }

    /**
     * The variable of that name.
     *
     * @throws BpfException if there is none; near names are offered
     */
    public Global global(String variable) {
        var global = globals.get(variable);
        if (global == null) {
            throw new Lookup("global", map.object().name() + name, globals.keySet()).failed(variable);
        }
        return global;
    }

    /** {@link Global#get()} of a variable. */
    public Object get(String variable) {
        return global(variable).get();
    }

    /** {@link Global#set(Object)} of a variable. */
    public void set(String variable, Object value) {
        global(variable).set(value);
    }

    Btf btf() {
        return btf;
    }

    /** Whether programs only read it: it can be set before load, and never after. */
    public boolean readOnly() {
        return name.startsWith(".rodata") || name.equals(".kconfig");
    }

    void requireWritable(String variable) {
        var state = map.object().state();
        if (name.equals(".kconfig")) {
            throw new IllegalStateException(
                    "set " + variable + ": .kconfig tells how the kernel is built, libbpf fills it in");
        }
        if (readOnly() && state == BpfObject.State.LOADED) {
            throw new IllegalStateException("set " + variable + ": " + name + " is read-only once "
                    + map.object().name()
                    + " is LOADED, the verifier has relied on it; set it between open() and load()");
        }
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
    }

    /** What the kernel's copy of a loaded section holds, also where it has no variable and cannot be mapped. */
    byte[] loaded() {
        try {
            return map.handle().firstValue();
        } catch (ErrnoException e) {
            throw new BpfException("read", map.name(), e.errno().text(), e.errno(), List.of(), null);
        }
    }

    Object decode(int type, byte[] bytes) {
        return new Decoder(btf).decode(type, bytes);
    }

    byte[] encode(int type, Object value, String variable) {
        return new Encoder(btf).encode(type, value, variable);
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
        if (map.object().state() == BpfObject.State.LOADED) {
            try {
                mapped = map.handle().values(!readOnly());
                return mapped;
            } catch (ErrnoException e) {
                throw new BpfException("map", map.name(), e.errno().text(), e.errno(), List.of(), null);
            }
        }
        if (initial == null) {
            throw new IllegalStateException(map.name() + " has no value before load()");
        }
        return initial;
    }

    /** Ends the mapping; the object calls it, under its monitor. */
    void close() {
        if (mapped != null) {
            mapped.close();
        }
    }

    @Override
    public String toString() {
        return map.object().name() + name + " " + globals.keySet();
    }
}
