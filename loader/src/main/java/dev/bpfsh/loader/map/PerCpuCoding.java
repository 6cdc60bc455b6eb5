// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import dev.bpfsh.btf.Struct;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A value for each CPU, as {@link PerCpu}. Taken are a {@code PerCpu}, a list with a value for each CPU, and a single
 * value for all, and the bytes of all as the kernel has them; where a list may be one value itself, only a list of such is one for each CPU.
 *
 * @param one of a single CPU
 * @param size bytes of a single CPU's value
 * @param step bytes that it takes among the others
 */
record PerCpuCoding(Coding one, int size, int step, int cpus) implements Coding {
    @Override
    public byte[] encode(Object value, String what) {
        if (value instanceof byte[] all && all.length == step * cpus && all.length != size) {
            return all.clone();
        }
        var values = each(value);
        if (values.size() != cpus) {
            throw RawCoding.refused(
                    what, "takes one value, or one for each of " + cpus + " CPUs, not " + values.size());
        }
        var bytes = new byte[step * cpus];
        for (int cpu = 0; cpu < cpus; cpu++) {
            var encoded = one.encode(values.get(cpu), values.get(0) == value ? what : what + "[cpu " + cpu + "]");
            System.arraycopy(encoded, 0, bytes, cpu * step, size);
        }
        return bytes;
    }

    private List<?> each(Object value) {
        if (value instanceof PerCpu<?> perCpu) {
            return perCpu.values();
        }
        var list = listed(value);
        boolean forEach = list != null && (!one.takesList() || list.stream().allMatch(PerCpuCoding::compound));
        return forEach ? list : Collections.nCopies(cpus, value);
    }

    private static List<?> listed(Object value) {
        if (value instanceof List<?> list) {
            return list;
        } else if (value instanceof byte[] || value == null || !value.getClass().isArray()) {
            return null;
        }
        var list = new ArrayList<>();
        for (int i = 0; i < Array.getLength(value); i++) {
            list.add(Array.get(value, i));
        }
        return list;
    }

    private static boolean compound(Object value) {
        return value instanceof List
                || value instanceof Map
                || value instanceof Struct
                || value instanceof Record
                || value != null && value.getClass().isArray();
    }

    @Override
    public Object decode(ByteBuffer bytes, int at) {
        var values = new ArrayList<>(cpus);
        for (int cpu = 0; cpu < cpus; cpu++) {
            values.add(one.decode(bytes, at + cpu * step));
        }
        return new PerCpu<>(values);
    }
}
