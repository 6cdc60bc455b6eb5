// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
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
    private final Map<String, Map<Integer, Place>> places = new HashMap<>();

    /** A line of a file. */
    record Place(String file, int line) {}

    void put(String className, int line, Place place) {
        places.computeIfAbsent(className, name -> new HashMap<>()).put(line, place);
    }

    /** Every line that a snippet's class has code for, as frames, which is what JShell can translate. */
    static Set<StackTraceElement> lines(String className, byte[] classFile) {
        Set<StackTraceElement> lines = new LinkedHashSet<>();
        ClassVisitor collector = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitLineNumber(int line, Label start) {
                        // The constructor of the wrapper stands on a line that is no snippet's.
                        if (!(name.equals("<init>") && Frames.isWrapper(className))) {
                            lines.add(new StackTraceElement(className, name, "", line));
                        }
                    }
                };
            }
        };
        new ClassReader(classFile).accept(collector, ClassReader.SKIP_FRAMES);
        return lines;
    }

    /** The class with the places of this table, and woven. */
    byte[] apply(String className, byte[] classFile) {
        Map<Integer, Place> known = places.getOrDefault(className, Map.of());
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(classFile).accept(new Mover(new Weaver(writer), known), 0);
        return writer.toByteArray();
    }

    private static final class Mover extends ClassVisitor {
        private final Map<Integer, Place> places;

        Mover(ClassVisitor next, Map<Integer, Place> places) {
            super(Opcodes.ASM9, next);
            this.places = places;
        }

        @Override
        public void visitSource(String source, String debug) {
            String file = places.values().stream().map(Place::file).findAny().orElse(source);
            super.visitSource(file, null);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            return new MethodVisitor(Opcodes.ASM9, next) {
                @Override
                public void visitLineNumber(int line, Label start) {
                    Place place = places.get(line);
                    if (place != null) {
                        super.visitLineNumber(place.line(), start);
                    }
                }
            };
        }
    }
}
