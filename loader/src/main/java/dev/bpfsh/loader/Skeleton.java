// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.compile.BpfCompiler;
import dev.bpfsh.compile.Compiled;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The text of a Java class with a typed member for each program, map, link and global of an object: what {@code bpftool
 * gen skeleton} writes for C.
 *
 * <pre>{@code
 * Files.writeString(Path.of("MinimalBpf.java"), Skeleton.of(Path.of("minimal.bpf.o")).text());
 * }</pre>
 *
 * and then, with a compiler's help,
 *
 * <pre>{@code
 * try (var minimal = MinimalBpf.open()) {
 *     minimal.bss().my_pid(42);
 *     minimal.load();
 *     minimal.attach();
 *     minimal.links().handle_tp();   // the links of that program
 *     minimal.bss().my_pid();        // as the program left it
 * }
 * }</pre>
 *
 * <p>{@code minimal} is called {@code MinimalBpf}, as it is {@code minimal_bpf} in C. Members have the names of C;
 * those that are words of Java end in {@code _}, what is no letter of Java becomes {@code _}, and the second of two
 * that are alike ends in {@code _2}. The same object always gives the same text.
 */
public final class Skeleton {
    private static final Pattern CLASS_NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");
    private static final Pattern PACKAGE_NAME =
            Pattern.compile("([A-Za-z_$][A-Za-z0-9_$]*\\.)*[A-Za-z_$][A-Za-z0-9_$]*");
    /** A constant takes 65,535 bytes at most, and a line that nobody reads need not be short. */
    private static final int PART = 120;

    private static final int PARTS_IN_CONSTANT = 400;

    private final String name;
    private final String source;
    private final byte[] bytes;
    private final String className;

    private Skeleton(String name, String source, byte[] bytes, String className) {
        this.name = name;
        this.source = source;
        this.bytes = bytes;
        this.className = className;
    }

    /**
     * Of an object's file; one that ends in {@code .c} is compiled first.
     *
     * @throws OpenFailed if it cannot be read
     * @throws dev.bpfsh.compile.CompileFailed if it does not compile
     */
    public static Skeleton of(Path file) {
        if (file.toString().endsWith(".c")) {
            return of(BpfCompiler.system().compile(file));
        }
        var objectFile = new ObjectFile(file);
        return new Skeleton(objectFile.name(), file.toString(), objectFile.read(), defaultName(objectFile.name()));
    }

    /** Of what was compiled. */
    public static Skeleton of(Compiled compiled) {
        return new Skeleton(compiled.name(), compiled.source(), compiled.object(), defaultName(compiled.name()));
    }

    private static String defaultName(String name) {
        return JavaNames.typeName(name) + "Bpf";
    }

    /**
     * The same with another name for the class.
     *
     * @throws IllegalArgumentException if it is no name, or one that the text needs for something else
     */
    public Skeleton named(String className) {
        if (!CLASS_NAME.matcher(className).matches()
                || !JavaNames.identifier(className).equals(className)
                || SkeletonWriter.TAKEN.contains(className)) {
            throw new IllegalArgumentException("a skeleton's class cannot be called " + className);
        }
        return new Skeleton(name, source, bytes, className);
    }

    /** The object, as it is in its file or as it was compiled. */
    public byte[] object() {
        return bytes.clone();
    }

    /** What the class is called. */
    public String className() {
        return className;
    }

    /** A source file in no package, see {@link #text(String)}. */
    public String text() {
        return text("");
    }

    /**
     * A source file that needs this library and nothing else: it holds the object.
     *
     * @param packageName empty for none
     * @throws OpenFailed if this is no BPF object
     * @throws IllegalArgumentException if that is no name of a package
     */
    public String text(String packageName) {
        if (!packageName.isEmpty()
                && (!PACKAGE_NAME.matcher(packageName).matches()
                        || List.of(packageName.split("\\.")).stream()
                                .anyMatch(part -> !JavaNames.identifier(part).equals(part)))) {
            throw new IllegalArgumentException("a package cannot be called " + packageName);
        }
        var text = new JavaText(true);
        write(text, "fromText(" + JavaText.literal(name) + ", content())", held());
        return text.finish("// Written by bpfsh from " + JavaText.harmless(source) + ": do not edit.\n"
                + (packageName.isEmpty() ? "" : "package " + packageName + ";\n") + "\n");
    }

    /**
     * The class alone, without imports, that opens the object's file, compiling it first where it is a source: for a
     * session, whose imports are the user's.
     *
     * @throws OpenFailed if this is no BPF object
     */
    public String declaration() {
        var text = new JavaText(false);
        var file = Path.of(source).toAbsolutePath().toString();
        write(text, "fromFile(" + JavaText.literal(file) + ")", List.of());
        return text.finish("");
    }

    private void write(JavaText text, String opening, List<String> content) {
        try (var object = BpfObject.open(bytes, name)) {
            new SkeletonWriter(object, btf(), className, text).write(source, opening, content);
        }
    }

    private Btf btf() {
        try {
            return Btf.parse(ElfFile.parse(bytes).bytes(".BTF"));
        } catch (ElfFile.NotBpf e) {
            throw new OpenFailed(source, e.getMessage(), null, List.of(), null);
        }
    }

    /** The object in Base64: constants, some of them in several lines. */
    private List<String> held() {
        var all = Base64.getEncoder().encodeToString(bytes);
        var lines = new ArrayList<String>();
        for (int at = 0; at < all.length(); at += PART) {
            boolean full = (at / PART + 1) % PARTS_IN_CONSTANT == 0 || at + PART >= all.length();
            lines.add(JavaText.literal(all.substring(at, Math.min(all.length(), at + PART))) + (full ? "," : " +"));
        }
        return lines;
    }
}
