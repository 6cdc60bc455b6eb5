// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import static dev.bpfsh.loader.map.Operation.DELETE;
import static dev.bpfsh.loader.map.Operation.FILTER;
import static dev.bpfsh.loader.map.Operation.ITERATE;
import static dev.bpfsh.loader.map.Operation.MEMORY;
import static dev.bpfsh.loader.map.Operation.PER_CPU;
import static dev.bpfsh.loader.map.Operation.READ;
import static dev.bpfsh.loader.map.Operation.TAKE;
import static dev.bpfsh.loader.map.Operation.WRITE;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The types of maps and what user space can do with each: {@code enum bpf_map_type} of the kernel's
 * {@code include/uapi/linux/bpf.h}, and the operations that its {@code kernel/bpf} has for them.
 */
public enum MapType {
    HASH(1, READ, WRITE, DELETE, TAKE, ITERATE),
    ARRAY(2, READ, WRITE, ITERATE, MEMORY),
    PROG_ARRAY(3, READ, WRITE, DELETE, ITERATE),
    PERF_EVENT_ARRAY(4),
    PERCPU_HASH(5, READ, PER_CPU, WRITE, DELETE, TAKE, ITERATE),
    PERCPU_ARRAY(6, READ, PER_CPU, WRITE, ITERATE),
    STACK_TRACE(7, READ, DELETE, ITERATE),
    CGROUP_ARRAY(8, WRITE, DELETE),
    LRU_HASH(9, READ, WRITE, DELETE, TAKE, ITERATE),
    LRU_PERCPU_HASH(10, READ, PER_CPU, WRITE, DELETE, TAKE, ITERATE),
    LPM_TRIE(11, READ, WRITE, DELETE, ITERATE),
    ARRAY_OF_MAPS(12, READ, WRITE, DELETE, ITERATE),
    HASH_OF_MAPS(13, READ, WRITE, DELETE, ITERATE),
    DEVMAP(14, READ, WRITE, DELETE, ITERATE),
    SOCKMAP(15, READ, WRITE, DELETE, ITERATE),
    CPUMAP(16, READ, WRITE, DELETE, ITERATE),
    XSKMAP(17, WRITE, DELETE),
    SOCKHASH(18, READ, WRITE, DELETE, ITERATE),
    CGROUP_STORAGE(19, READ, WRITE, ITERATE),
    REUSEPORT_SOCKARRAY(20, READ, WRITE, DELETE, ITERATE),
    PERCPU_CGROUP_STORAGE(21, READ, PER_CPU, WRITE, ITERATE),
    QUEUE(22, Operation.QUEUE),
    STACK(23, Operation.QUEUE),
    SK_STORAGE(24, READ, WRITE, DELETE),
    DEVMAP_HASH(25, READ, WRITE, DELETE, ITERATE),
    STRUCT_OPS(26),
    RINGBUF(27),
    INODE_STORAGE(28, READ, WRITE, DELETE),
    TASK_STORAGE(29, READ, WRITE, DELETE),
    BLOOM_FILTER(30, FILTER),
    USER_RINGBUF(31),
    CGRP_STORAGE(32, READ, WRITE, DELETE),
    ARENA(33, MEMORY),
    /** One that came after all these. */
    UNKNOWN(-1);

    private static final Set<MapType> INDEXED = EnumSet.of(
            ARRAY,
            PERCPU_ARRAY,
            PROG_ARRAY,
            CGROUP_ARRAY,
            ARRAY_OF_MAPS,
            DEVMAP,
            CPUMAP,
            XSKMAP,
            SOCKMAP,
            REUSEPORT_SOCKARRAY);
    private static final Set<MapType> STORAGE = EnumSet.of(SK_STORAGE, INODE_STORAGE, TASK_STORAGE, CGRP_STORAGE);
    private static final Set<MapType> OF_MAPS = EnumSet.of(ARRAY_OF_MAPS, HASH_OF_MAPS);
    private static final Set<MapType> SOCKETS = EnumSet.of(SOCKMAP, SOCKHASH, REUSEPORT_SOCKARRAY);

    private final int number;
    private final Set<Operation> operations;

    MapType(int number, Operation... operations) {
        this.number = number;
        this.operations = Set.of(operations);
    }

    /** The type with the kernel's number, or {@link #UNKNOWN}. */
    public static MapType of(int number) {
        return Arrays.stream(values())
                .filter(type -> type.number == number)
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** The type that libbpf, and this, spells so: {@code lpm_trie}. */
    public static Optional<MapType> named(String name) {
        return Arrays.stream(values())
                .filter(type -> type != UNKNOWN && type.spelled().equals(name))
                .findFirst();
    }

    /** All names, as libbpf spells them. */
    public static List<String> names() {
        return Arrays.stream(values())
                .filter(type -> type != UNKNOWN)
                .map(MapType::spelled)
                .toList();
    }

    /** The name as libbpf and bpftool spell it: {@code lpm_trie}. */
    public String spelled() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kernel's number. */
    public int number() {
        return number;
    }

    /** Whether user space can do that. */
    public boolean can(Operation operation) {
        return operations.contains(operation);
    }

    /** What user space can do, as it is written. */
    public String calls() {
        return operations.isEmpty()
                ? ""
                : EnumSet.copyOf(operations).stream().map(Operation::call).collect(Collectors.joining(", "));
    }

    /** Whether keys are the numbers 0 to max_entries - 1, all of them there from the beginning or places to fill. */
    public boolean indexed() {
        return INDEXED.contains(this);
    }

    /** Whether an entry has a value for each CPU. */
    public boolean perCpu() {
        return can(PER_CPU);
    }

    /** Whether user space names an entry by a descriptor of what it belongs to: a task, a socket, an inode, a cgroup. */
    public boolean storage() {
        return STORAGE.contains(this);
    }

    /** Whether values are maps. */
    public boolean ofMaps() {
        return OF_MAPS.contains(this);
    }

    /** Whether values are sockets. */
    public boolean ofSockets() {
        return SOCKETS.contains(this);
    }

    /** Whether all places hold a value from the beginning, and none can be removed. */
    public boolean full() {
        return this == ARRAY || this == PERCPU_ARRAY;
    }

    /** {@code BPF_F_*} without which the kernel makes no map of this type. */
    public int neededFlags() {
        boolean noPreallocation = this == LPM_TRIE || storage();
        return (noPreallocation ? MapShape.NO_PREALLOC : 0) | (this == ARENA ? MapShape.MMAPABLE : 0);
    }
}
