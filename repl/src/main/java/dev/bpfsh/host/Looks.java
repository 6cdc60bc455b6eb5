// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.Set;

/**
 * Names of calls that only look: without them everything else would happen just the same. Not among them is what makes a
 * system call that a BPF program is likely to wait for, such as {@code tid()} and what opens a file.
 */
final class Looks {
    /** Of the prelude, called without an object in front. */
    private static final Set<String> CALLS = words("""
            pid btf progs maps links features log why live threads json show hist histogram linear chart sparkline row ip
            seconds millis time open compile skeleton
            """);

    /** Of those, what opens an object: nothing goes into the kernel by that. */
    private static final Set<String> OPENING = words("open compile skeleton");

    /** Of bpfsh's objects, and of Java's collections, strings and streams, whatever they are called on. */
    private static final Set<String> MEMBERS = words("""
            program programs map maps section sections bss data rodata global globals all links link info state name type
            license source btf find members declaration offset size snapshot diff getLong getLongs getString getStruct
            entries disassemble translated instructions rejection details hint errno reason hook attached pinned readOnly
            ringBuffer perfBuffer losses unread isOpen lost muted leftOut what things count stack open id version level text
            lines numbers hottest
            get getOrDefault getKey getValue getMessage getCause getClass getName getSimpleName keySet values entrySet
            isEmpty length contains containsKey containsValue indexOf toString hashCode equals compareTo charAt substring
            strip trim split startsWith endsWith matches replace formatted toUpperCase toLowerCase isBlank repeat stream
            filter mapToInt mapToLong mapToDouble mapToObj flatMap boxed sorted distinct limit skip toList collect sum max
            min average findFirst findAny anyMatch allMatch noneMatch orElse orElseThrow isPresent comparing comparingInt
            comparingLong joining groupingBy counting of ofEntries entry valueOf parseInt parseLong toHexString
            toBinaryString format asList abs pow sqrt nanoTime currentTimeMillis getenv getProperty toNanos toMillis
            toSeconds ofSeconds ofMillis now intValue longValue doubleValue
            """);

    /** What these make changes nothing else. */
    private static final Set<String> CLASSES = words("""
            ArrayList HashMap LinkedHashMap TreeMap HashSet LinkedHashSet TreeSet ArrayDeque StringBuilder AtomicInteger
            AtomicLong AtomicBoolean AtomicReference LongAdder Object
            """);

    private Looks() {}

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    static boolean isCall(String name) {
        return CALLS.contains(name);
    }

    static boolean opens(String name) {
        return OPENING.contains(name);
    }

    static boolean isMember(String name) {
        return MEMBERS.contains(name);
    }

    static boolean isClass(String name) {
        return CLASSES.contains(name);
    }
}
