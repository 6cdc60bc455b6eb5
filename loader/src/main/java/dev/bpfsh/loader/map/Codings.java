// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.BtfType.DataSection;
import java.util.function.ToIntFunction;

/**
 * How the keys and values of a map are written and read: as its type has it, or as BTF says.
 *
 * @param shape of the map
 * @param btf that describes it; null where there is none
 * @param keyType the key's type there; 0 where it has none
 * @param valueType the value's
 * @param cpus how many are possible
 * @param descriptors of programs and maps that are put; {@link #NO_DESCRIPTOR} for what is neither
 */
public record Codings(
        MapShape shape, Btf btf, int keyType, int valueType, int cpus, ToIntFunction<Object> descriptors) {
    /** What {@code descriptors} answers for what has none. */
    public static final int NO_DESCRIPTOR = DescriptorCoding.NONE;

    Coding keys() {
        return switch (shape.type()) {
            case LPM_TRIE -> new PrefixCoding(shape.keySize(), typed(keyType, shape.keySize()));
            case CGROUP_STORAGE, PERCPU_CGROUP_STORAGE -> new CgroupKeyCoding(shape.keySize());
            default -> typedOrRaw(keyType, shape.keySize());
        };
    }

    Coding values() {
        var one = typedOrRaw(valueType, shape.valueSize());
        if (shape.type().perCpu()) {
            return new PerCpuCoding(one, shape.valueSize(), shape.step(), cpus);
        }
        return switch (shape.type()) {
            case STACK_TRACE -> new StackCoding(shape.valueSize(), shape.has(MapShape.STACK_BUILD_ID));
            case PROG_ARRAY,
                    ARRAY_OF_MAPS,
                    HASH_OF_MAPS,
                    CGROUP_ARRAY,
                    XSKMAP,
                    SOCKMAP,
                    SOCKHASH,
                    REUSEPORT_SOCKARRAY -> new DescriptorCoding(new RawCoding(shape.valueSize()), descriptors);
            case DEVMAP, DEVMAP_HASH, CPUMAP -> new RedirectCoding(shape.valueSize(), descriptors);
            default -> one;
        };
    }

    /** Whether values have a lock of their own, {@code struct bpf_spin_lock}, which programs take to change them. */
    boolean locked() {
        return described(valueType)
                && btf.resolve(valueType) instanceof Composite value
                && value.members().stream()
                        .anyMatch(member -> btf.resolve(member.type()) instanceof Composite part
                                && part.name().equals("bpf_spin_lock"));
    }

    /** Bytes that one key has in a map, those of all CPUs together. */
    int valueBytes() {
        return shape.type().perCpu() ? Math.multiplyExact(shape.step(), cpus) : shape.valueSize();
    }

    private Coding typedOrRaw(int type, int size) {
        var typed = typed(type, size);
        return typed == null ? new RawCoding(size) : typed;
    }

    // BTF of another size describes something else: better no words than wrong ones. A data section has no type.
    private Coding typed(int type, int size) {
        return described(type) && btf.sizeOf(type) == size ? TypedCoding.of(btf, type) : null;
    }

    private boolean described(int type) {
        return btf != null && type > 0 && type < btf.count() && !(btf.resolve(type) instanceof DataSection);
    }
}
