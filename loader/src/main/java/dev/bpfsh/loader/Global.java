// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.BtfType.Placed;
import dev.bpfsh.btf.BtfType.Variable;
import dev.bpfsh.libbpf.BpfException;
import java.math.BigInteger;
import java.util.List;

/** A global variable of an object's programs, read and set in their own memory. */
public final class Global {
    private final Globals section;
    private final Variable variable;
    private final Placed place;

    Global(Globals section, Variable variable, Placed place) {
        this.section = section;
        this.variable = variable;
        this.place = place;
    }

    /** The C name. */
    public String name() {
        return variable.name();
    }

    /** The declaration in C: {@code int my_pid}. */
    public String declaration() {
        return section.btf().declare(variable.type(), variable.name());
    }

    /** Where it lies in its section, in bytes. */
    public int offset() {
        return place.offset();
    }

    /** How many bytes it takes. */
    public int size() {
        return place.size();
    }

    /**
     * Its value, as {@link dev.bpfsh.btf.Decoder} says; after load this is what programs see and write.
     *
     * @throws IllegalStateException if the object is closed
     */
    public Object get() {
        return section.decode(variable.type(), section.read(place.offset(), size()));
    }

    /**
     * Its value as a number; of an unsigned 64-bit variable the bits.
     *
     * @throws IllegalStateException if the object is closed
     * @throws BpfException if it is no integer
     */
    public long getLong() {
        var value = get();
        if (value instanceof Number number && !(value instanceof Float) && !(value instanceof Double)) {
            return number instanceof BigInteger big ? big.longValue() : number.longValue();
        }
        throw new BpfException("get", name(), "is " + declaration() + ", no integer", null, List.of(), "use get()");
    }

    /**
     * Sets it. Before load this is the value that the kernel's copy begins with; after load programs see it at once:
     * an aligned scalar changes as a whole.
     *
     * @throws IllegalStateException if the object is closed, or the section is read-only by now
     * @throws BpfException if the value does not fit the type: too large, too long, of another kind
     */
    public void set(Object value) {
        section.requireWritable(name());
        section.write(name(), place.offset(), section.encode(variable.type(), value, name()));
    }

    @Override
    public String toString() {
        return declaration() + " = " + get();
    }
}
