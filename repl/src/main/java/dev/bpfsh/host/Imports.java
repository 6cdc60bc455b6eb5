// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.libbpf.Near;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a class could be imported from. Asking each package for it takes milliseconds, an index would take seconds. */
public final class Imports {
    /** Full names of classes, the likeliest first. */
    public static final Comparator<String> LIKELIEST_FIRST =
            Comparator.comparingInt(Imports::likelihood).thenComparing(Comparator.naturalOrder());

    private static final List<String> LIKELY = List.of("java.util.", "java.", "dev.bpfsh.", "javax.", "jdk.");
    /** Though Java's: windows are not what this is for. */
    private static final String UNLIKELY = "java.awt.";

    /** Of a shorter name too many are near. */
    private static final int SHORTEST = 4;

    /** The nearest may be no public class. */
    private static final int TRIED = 3;

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
                .sorted(LIKELIEST_FIRST)
                .toList();
    }

    /** The class of Java's base that was meant by a name, but for a slip or two of the keys. */
    static Optional<String> near(String simpleName) {
        if (!simpleName.matches("[A-Z]\\w{" + (SHORTEST - 1) + ",}")) {
            return Optional.empty();
        }
        // A name that is in another, or has one in it, is rather one that is not declared yet.
        Set<String> alike = Object.class.getModule().getDescriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .flatMap(exports -> classes(exports.source()).stream())
                .filter(name -> Math.abs(name.length() - simpleName.length()) <= 1
                        && !name.contains(simpleName)
                        && !simpleName.contains(name))
                .collect(Collectors.toSet());
        return Near.matches(simpleName, alike, TRIED).stream()
                .flatMap(name -> of(name).stream().limit(1))
                .findFirst();
    }

    /** As the image of the JDK has them: listing a package takes a fraction of a millisecond. */
    private static List<String> classes(String packageName) {
        Path folder = Path.of(URI.create("jrt:/java.base/" + packageName.replace('.', '/')));
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Stream<Class<?>> load(String name, ClassLoader loader) {
        try {
            return Stream.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            return Stream.empty();
        }
    }

    private static int likelihood(String name) {
        int i = name.startsWith(UNLIKELY) ? LIKELY.size() : 0;
        while (i < LIKELY.size() && !name.startsWith(LIKELY.get(i))) {
            i++;
        }
        return i;
    }
}
