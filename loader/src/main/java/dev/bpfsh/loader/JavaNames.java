// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Java's names for things of C, told apart from each other and from what is taken already. A name stays as it is where
 * Java allows; else what Java does not allow becomes {@code _}, a word of Java gets one at its end, and the second of
 * two that are now alike gets {@code _2}.
 */
final class JavaNames {
    private static final Set<String> WORDS = words("""
            abstract assert boolean break byte case catch char class const continue default do double else enum
            extends final finally float for goto if implements import instanceof int interface long native new
            package private protected public return short static strictfp super switch synchronized this throw
            throws transient try void volatile while _ true false null""");

    /** Methods that every class has, and that take as much as ours. */
    static final Set<String> OF_OBJECT =
            words("clone equals finalize getClass hashCode notify notifyAll toString wait");

    private final Set<String> reserved;
    private final Set<String> given = new HashSet<>();

    /** @param reserved names that cannot be given */
    JavaNames(Set<String> reserved) {
        this.reserved = reserved;
    }

    private static Set<String> words(String text) {
        return Stream.of(text.split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }

    /** Names for members; those that can stay as they are come first, so that no other takes their name. */
    Map<String, String> members(Collection<String> names) {
        var members = new LinkedHashMap<String, String>();
        names.stream()
                .filter(name -> identifier(name).equals(name) && !reserved.contains(name))
                .forEach(name -> members.put(name, unique(name)));
        names.forEach(name -> members.computeIfAbsent(name, other -> unique(identifier(other))));
        return members;
    }

    /** A name for a type: {@code my_event} becomes {@code MyEvent}. */
    String type(String name) {
        return unique(typeName(name));
    }

    static String typeName(String name) {
        var type = Stream.of(name.split("[^\\p{L}\\p{N}$]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        return identifier(type);
    }

    private String unique(String name) {
        var wanted = reserved.contains(name) ? name + "_" : name;
        var unique = wanted;
        for (int i = 2; reserved.contains(unique) || !given.add(unique); i++) {
            unique = wanted + "_" + i;
        }
        return unique;
    }

    /** An identifier like this name; the same where it is one. */
    static String identifier(String name) {
        var identifier = new StringBuilder();
        name.codePoints()
                .map(c -> Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c) ? c : '_')
                .forEach(identifier::appendCodePoint);
        if (identifier.isEmpty() || !Character.isJavaIdentifierStart(identifier.codePointAt(0))) {
            identifier.insert(0, '_');
        }
        var found = identifier.toString();
        return WORDS.contains(found) ? found + "_" : found;
    }
}
