// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Holds snippets' classes, a child of the loader of this class, so that statics are shared with us. */
final class SnippetLoader extends ClassLoader {
    private final Map<String, byte[]> classFiles = new ConcurrentHashMap<>();

    SnippetLoader() {
        super("bpfsh-snippets", SnippetLoader.class.getClassLoader());
    }

    /** Makes a class known that is to be woven. */
    void weave(String name, byte[] classFile) {
        define(name, Weaver.weave(classFile));
    }

    /** Makes a class known; it is linked when first asked for, so the order of a group does not matter. */
    void define(String name, byte[] classFile) {
        classFiles.put(name, classFile);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] classFile = classFiles.remove(name);
        if (classFile == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, classFile, 0, classFile.length);
    }
}
