// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.build;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Raises class files of old versions to Java 8's. A JVM's archive of classes holds none from before Java 6, as those
 * lack the frames that a verifier checks; several libraries still come so, and each start would parse and verify them
 * anew.
 */
public final class ArchivableJars {
    private static final int FIRST_WITH_FRAMES = Opcodes.V1_6;

    private final ClassLoader hierarchy;

    private ArchivableJars(ClassLoader hierarchy) {
        this.hierarchy = hierarchy;
    }

    /**
     * A part of the build: rewrites those jars of a folder that need it, each keeping its age.
     *
     * @param arguments the folder
     * @throws IOException if a jar cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        var jars = new ArrayList<Path>();
        try (var found = Files.newDirectoryStream(Path.of(arguments[0]), "*.jar")) {
            found.forEach(jars::add);
        }
        try (var hierarchy = new URLClassLoader(urls(jars), null)) {
            var archivable = new ArchivableJars(hierarchy);
            for (var jar : jars) {
                archivable.raise(jar);
            }
        }
    }

    private static URL[] urls(List<Path> jars) throws MalformedURLException {
        var urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        return urls;
    }

    private void raise(Path jar) throws IOException {
        var raised = jar.resolveSibling(jar.getFileName() + ".raised");
        try (var from = new ZipFile(jar.toFile())) {
            if (isSigned(from) || !hasOld(from)) {
                return;
            }
            try (var to = new ZipOutputStream(Files.newOutputStream(raised))) {
                for (var entry : from.stream().toList()) {
                    copy(from, entry, to);
                }
            }
        }
        // An unchanged age tells Maven that there is nothing to copy again.
        Files.setLastModifiedTime(raised, Files.getLastModifiedTime(jar));
        Files.move(raised, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isSigned(ZipFile jar) {
        return jar.stream().anyMatch(entry -> entry.getName().matches("META-INF/[^/]+\\.SF"));
    }

    private static boolean hasOld(ZipFile jar) throws IOException {
        for (var entry : jar.stream().filter(ArchivableJars::isClass).toList()) {
            try (var bytes = jar.getInputStream(entry)) {
                if (isOld(bytes.readNBytes(8))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isClass(ZipEntry entry) {
        return entry.getName().endsWith(".class");
    }

    private static boolean isOld(byte[] classFile) {
        return ByteBuffer.wrap(classFile).getShort(6) < FIRST_WITH_FRAMES;
    }

    private void copy(ZipFile from, ZipEntry entry, ZipOutputStream to) throws IOException {
        byte[] bytes;
        try (var content = from.getInputStream(entry)) {
            bytes = content.readAllBytes();
        }
        var copy = new ZipEntry(entry.getName());
        copy.setTime(entry.getTime());
        to.putNextEntry(copy);
        to.write(isClass(entry) && isOld(bytes) ? raised(bytes) : bytes);
        to.closeEntry();
    }

    private byte[] raised(byte[] old) {
        var writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected ClassLoader getClassLoader() {
                return hierarchy;
            }
        };
        var version = new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visit(int version, int access, String name, String signature, String parent, String[] faces) {
                super.visit(Opcodes.V1_8, access, name, signature, parent, faces);
            }
        };
        new ClassReader(old).accept(version, 0);
        return writer.toByteArray();
    }
}
