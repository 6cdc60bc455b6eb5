// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.lang.module.ModuleDescriptor.Exports;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where a class could be imported from. Asking each package for it takes milliseconds, an index would take seconds. */
final class Imports {
    private static final List<String> LIKELY = List.of("java.util.", "java.", "dev.bpfsh.", "javax.", "jdk.");

    private Imports() {}

    /** The public classes of a simple name, the likeliest first. */
    static List<String> of(String simpleName) {
        if (!simpleName.matches("[A-Z]\\w*")) {
            return List.of();
        }
        ClassLoader loader = Imports.class.getClassLoader();
        Stream<Class<?>> ofJava = ModuleLayer.boot().modules().stream()
                .flatMap(module -> module.getDescriptor().exports().stream()
                        .filter(exports -> !exports.isQualified())
                        .map(Exports::source)
                        .flatMap(name -> Stream.ofNullable(Class.forName(module, name + "." + simpleName))));
        Stream<Class<?>> ofOthers = Arrays.stream(loader.getDefinedPackages())
                .filter(known ->
                        loader.getResource(known.getName().replace('.', '/') + "/" + simpleName + ".class") != null)
                .flatMap(known -> load(known.getName() + "." + simpleName, loader));
        return Stream.concat(ofJava, ofOthers)
                .filter(type -> Modifier.isPublic(type.getModifiers()))
                .map(Class::getName)
                .distinct()
                .sorted(Comparator.comparingInt(Imports::likelihood).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static Stream<Class<?>> load(String name, ClassLoader loader) {
        try {
            return Stream.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            return Stream.empty();
        }
    }

    private static int likelihood(String name) {
        int i = 0;
        while (i < LIKELY.size() && !name.startsWith(LIKELY.get(i))) {
            i++;
        }
        return i;
    }
}
