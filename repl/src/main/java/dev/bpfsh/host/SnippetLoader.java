// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds snippets' classes, and those of the libraries they use: a child of the loader of this class, so that statics are
 * shared with us.
 */
final class SnippetLoader extends URLClassLoader {
    private final Evaluator evaluator;
    private final Map<String, byte[]> classFiles = new ConcurrentHashMap<>();
    private final Set<Path> libraries = ConcurrentHashMap.newKeySet();

    /** A script's. */
    SnippetLoader() {
        this(null);
    }

    /** A session's. */
    SnippetLoader(Evaluator evaluator) {
        super("bpfsh-snippets", new URL[0], SnippetLoader.class.getClassLoader());
        this.evaluator = evaluator;
    }

    /** The loader of the snippet that the calling thread runs, or that has started it. */
    static Optional<SnippetLoader> ofThread() {
        return Thread.currentThread().getContextClassLoader() instanceof SnippetLoader loader
                ? Optional.of(loader)
                : Optional.empty();
    }

    /** The session that it belongs to; empty for a script's. */
    Optional<Evaluator> evaluator() {
        return Optional.ofNullable(evaluator);
    }

    /** Makes a class known that is to be woven. */
    void weave(String name, byte[] classFile) {
        define(name, Weaver.weave(classFile));
    }

    /** Whether there is a class of a snippet of that name. */
    boolean knows(String name) {
        return classFiles.containsKey(name) || findLoadedClass(name) != null;
    }

    /** Makes a class known; it is linked when first asked for, so the order of a group does not matter. */
    void define(String name, byte[] classFile) {
        classFiles.put(name, classFile);
    }

    /** Adds a jar or a folder to where classes are sought; again does nothing. */
    void add(Path library) {
        if (libraries.add(library)) {
            try {
                addURL(library.toUri().toURL());
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException("class path: " + library, e);
            }
        }
    }

    /** What was made known here comes first: a script has {@link ScriptArgs} of its own. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            return classFiles.containsKey(name) ? findClass(name) : super.loadClass(name, resolve);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] classFile = classFiles.remove(name);
        return classFile == null ? super.findClass(name) : defineClass(name, classFile, 0, classFile.length);
    }
}
