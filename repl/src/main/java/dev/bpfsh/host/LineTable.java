// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Gives the classes of a script its file name and its own line numbers, in place of those of JShell's wrapper texts, so
 * that every stack trace, whoever prints it, points into the script.
 */
final class LineTable {
    /** Lines of snippets by lines of the texts that JShell makes of them, by the names of their classes. */
    private final Map<String, Map<Integer, Line>> snippets = new HashMap<>();

    /** Of no line of its own. */
    private static final int WHOLE = 0;

    private final Map<String, Place> places = new HashMap<>();

    /** A line of a snippet, from 1 on. */
    private record Line(String id, int line) {}

    /** Where the first line of a snippet is. */
    private record Place(String file, int line) {}

    /** Tells where the first line of a snippet is. */
    void place(String id, String file, int line) {
        places.put(id, new Place(file, line));
    }

    /** Tells what JShell has made of a snippet; of several with one name, methods say, it makes one class. */
    void note(String id, SnippetWrapper wrapper) {
        Map<Integer, Line> ofClass = snippets.computeIfAbsent(wrapper.fullClassName(), name -> new HashMap<>());
        ofClass.putIfAbsent(WHOLE, new Line(id, 1));
        WrappedLines.of(wrapper).forEach((made, line) -> ofClass.putIfAbsent(made, new Line(id, line)));
    }

    /** What JShell has put around a snippet is at its first line. */
    private Optional<Place> place(String className, int line) {
        return Frames.wrapper(className)
                .map(snippets::get)
                .map(ofClass -> ofClass.getOrDefault(line, ofClass.get(WHOLE)))
                .flatMap(found -> Optional.ofNullable(places.get(found.id()))
                        .map(first -> new Place(first.file(), first.line() + found.line() - 1)));
    }

    /** The class with the places of this table, and woven. */
    byte[] apply(String className, byte[] classFile) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(classFile).accept(new Mover(className, new Weaver(writer)), 0);
        return writer.toByteArray();
    }

    private final class Mover extends ClassVisitor {
        private final String className;

        Mover(String className, ClassVisitor next) {
            super(Opcodes.ASM9, next);
            this.className = className;
        }

        @Override
        public void visitSource(String source, String debug) {
            super.visitSource(place(className, WHOLE).map(Place::file).orElse(source), null);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            // The constructor of the wrapper stands on a line that is no snippet's.
            boolean isNobodys = name.equals("<init>") && Frames.isWrapper(className);
            return new MethodVisitor(Opcodes.ASM9, next) {
                @Override
                public void visitLineNumber(int line, Label start) {
                    if (!isNobodys) {
                        place(className, line).ifPresent(place -> super.visitLineNumber(place.line(), start));
                    }
                }
            };
        }
    }
}
