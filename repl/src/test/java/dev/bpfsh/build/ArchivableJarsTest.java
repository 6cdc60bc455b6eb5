// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

class ArchivableJarsTest {
    private static final FileTime AGE = FileTime.fromMillis(1_700_000_000_000L);
    private static final byte[] MANIFEST =
            "Manifest-Version: 1.0\nMulti-Release: true\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    /** {@code Object get()} answers one of two types, which is where a verifier needs a frame, on a branch of Java 5. */
    private static byte[] oldClass(int version, String name) {
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(
                version, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", new String[] {"java/util/function/Supplier"
                });
        var constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        var get = writer.visitMethod(Opcodes.ACC_PUBLIC, "get", "()Ljava/lang/Object;", null, null);
        var otherwise = new Label();
        var end = new Label();
        get.visitVarInsn(Opcodes.ALOAD, 0);
        get.visitJumpInsn(Opcodes.IFNULL, otherwise);
        get.visitLdcInsn("old");
        get.visitJumpInsn(Opcodes.GOTO, end);
        get.visitLabel(otherwise);
        get.visitVarInsn(Opcodes.ALOAD, 0);
        get.visitLabel(end);
        get.visitInsn(Opcodes.ARETURN);
        get.visitMaxs(0, 0);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private Path jar(String name, Map<String, byte[]> content) throws IOException {
        var jar = folder.resolve(name);
        try (var to = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (var each : content.entrySet()) {
                to.putNextEntry(new ZipEntry(each.getKey()));
                to.write(each.getValue());
            }
        }
        Files.setLastModifiedTime(jar, AGE);
        return jar;
    }

    private static Map<String, byte[]> content(Path jar) throws IOException {
        var content = new LinkedHashMap<String, byte[]>();
        try (var from = new ZipFile(jar.toFile())) {
            for (var entry : from.stream().toList()) {
                content.put(entry.getName(), from.getInputStream(entry).readAllBytes());
            }
        }
        return content;
    }

    private static int version(byte[] classFile) {
        return ByteBuffer.wrap(classFile).getShort(6);
    }

    private Map<String, byte[]> library() {
        var content = new LinkedHashMap<String, byte[]>();
        content.put("META-INF/MANIFEST.MF", MANIFEST);
        content.put("lib/Old.class", oldClass(Opcodes.V1_5, "lib/Old"));
        content.put("lib/New.class", oldClass(Opcodes.V1_6, "lib/New"));
        content.put("META-INF/versions/9/lib/Old.class", oldClass(Opcodes.V1_6, "lib/Old"));
        content.put("META-INF/versions/9/module-info.class", new byte[] {0, 1, 2, 3, 0, 0, 0, 53});
        content.put("lib/text", new byte[] {1, 2, 3});
        return content;
    }

    @Test
    void classesFromBeforeJava6AreRaisedAndNothingElseIsTouched() throws Exception {
        var before = library();
        var jar = jar("library.jar", before);
        ArchivableJars.main(new String[] {folder.toString()});
        var after = content(jar);

        assertThat(version(after.get("lib/Old.class"))).isEqualTo(52);
        assertThat(after.keySet()).containsExactlyElementsOf(before.keySet());
        before.remove("lib/Old.class");
        assertThat(after).containsAllEntriesOf(before);
        assertThat(Files.getLastModifiedTime(jar)).isEqualTo(AGE);
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            var old = (Supplier<?>)
                    loader.loadClass("lib.Old").getDeclaredConstructor().newInstance();
            assertThat(old.get()).isEqualTo("old");
        }
    }

    @Test
    void whatWasRaisedIsLeftAlone() throws Exception {
        var jar = jar("library.jar", library());
        ArchivableJars.main(new String[] {folder.toString()});
        var once = Files.getAttribute(jar, "unix:ino");
        ArchivableJars.main(new String[] {folder.toString()});
        assertThat(Files.getAttribute(jar, "unix:ino")).isEqualTo(once);
    }

    @Test
    void aSignedJarIsLeftAlone() throws Exception {
        var content = library();
        content.put("META-INF/SIGNER.SF", new byte[0]);
        var jar = jar("signed.jar", content);
        var before = Files.readAllBytes(jar);
        ArchivableJars.main(new String[] {folder.toString()});
        assertThat(jar).hasBinaryContent(before);
    }

    /** Of those that the launcher runs; but not what JLine has for other systems, other libraries and newer JDKs. */
    @Test
    void eachClassOfTheBuildIsArchivableAndVerifies() throws Exception {
        var jars = new ArrayList<Path>();
        try (var found = Files.newDirectoryStream(Bpfsh.root().resolve("repl/target/lib"), "*.jar")) {
            found.forEach(jars::add);
        }
        var urls = new ArrayList<URL>();
        for (var jar : jars) {
            urls.add(jar.toUri().toURL());
        }
        List<String> linked = new ArrayList<>();
        List<String> lacking = new ArrayList<>();
        try (var loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            for (var jar : jars) {
                for (var entry : content(jar).entrySet()) {
                    var name = entry.getKey();
                    if (!name.endsWith(".class")) {
                        continue;
                    }
                    assertThat(version(entry.getValue())).as(name).isGreaterThanOrEqualTo(50);
                    if (!name.startsWith("META-INF/") && !name.endsWith("module-info.class")) {
                        (links(loader, name) ? linked : lacking).add(name);
                    }
                }
            }
        }
        assertThat(linked)
                .contains("picocli/CommandLine.class", "org/objectweb/asm/ClassWriter.class")
                .hasSizeGreaterThan(2000);
        assertThat(lacking).allMatch(name -> name.matches("org/jline/(builtins/ssh|terminal/impl/(ffm|jna))/.*"));
    }

    /** Asking for its methods links a class, and so verifies it, but does not initialize it. */
    private static boolean links(ClassLoader loader, String name) throws ClassNotFoundException {
        try {
            Class.forName(name.replace(".class", "").replace('/', '.'), false, loader)
                    .getDeclaredMethods();
            return true;
        } catch (NoClassDefFoundError | UnsupportedClassVersionError notHere) {
            return false;
        }
    }
}
