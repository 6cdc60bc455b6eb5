// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts a call of {@link Stop#check()} at the entry of every method of a snippet's class and at every jump backwards.
 *
 * <p>Never in constructors and class initialisers: a class whose initialiser was stopped could not be used any more.
 * The call takes nothing and leaves nothing, so the stack map frames stay as the compiler wrote them.
 */
final class Weaver extends ClassVisitor {
    private static final String STOP = Type.getInternalName(Stop.class);

    Weaver(ClassVisitor next) {
        super(Opcodes.ASM9, next);
    }

    static byte[] weave(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new Weaver(writer), 0);
        return writer.toByteArray();
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        return name.startsWith("<") ? next : new Checks(next);
    }

    private static final class Checks extends MethodVisitor {
        private final Set<Label> behind = new HashSet<>();
        private Label entry = new Label();

        Checks(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            super.visitLabel(entry);
            check();
        }

        /** The check at the entry stands on the first line: a stack may overflow there. */
        @Override
        public void visitLineNumber(int line, Label start) {
            if (entry != null) {
                super.visitLineNumber(line, entry);
                entry = null;
            }
            super.visitLineNumber(line, start);
        }

        @Override
        public void visitLabel(Label label) {
            behind.add(label);
            super.visitLabel(label);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            if (behind.contains(label)) {
                check();
            }
            super.visitJumpInsn(opcode, label);
        }

        private void check() {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, STOP, "check", "()V", false);
        }
    }
}
