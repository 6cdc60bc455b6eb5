// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.deps;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Near;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Libraries by their names: from the local repository if they are there, else from the repositories of Maven. */
public final class Dependencies {
    private static final int SHOWN = 6;

    private final MavenSettings settings;
    private final JarResolver resolver;

    private static Dependencies last;

    private Dependencies(MavenSettings settings, JarResolver resolver) {
        this.settings = settings;
        this.resolver = resolver;
    }

    /** Those of the user who runs this. */
    public static synchronized Dependencies ofUser() {
        var settings = MavenSettings.read(Path.of(System.getProperty("user.home")));
        if (last == null || !last.settings.equals(settings)) {
            last = of(settings);
        }
        return last;
    }

    /** Those that settings lead to. */
    static Dependencies of(MavenSettings settings) {
        return new Dependencies(settings, load(settings));
    }

    /**
     * The jars of these libraries and of all that they need to run.
     *
     * @param names {@code group:artifact:version}
     * @param progress is told what is being downloaded
     * @throws BpfException if one is not to be had; it says where it was sought, and what is near
     */
    public List<Path> resolve(List<String> names, Consumer<String> progress) {
        var wanted = names.stream().map(Coordinate::of).toList();
        for (var each : wanted) {
            if (each.version().isEmpty()) {
                throw failed(each, "which version?", List.of(), false);
            }
        }
        try {
            return resolver.resolve(wanted, progress);
        } catch (JarResolver.NotResolved e) {
            throw failed(Coordinate.of(e.missing()), "not found", e.tried(), e.unreachable());
        }
    }

    private BpfException failed(Coordinate missing, String cause, List<String> tried, boolean unreachable) {
        var versions = resolver.versions(missing);
        var newest = versions.subList(Math.max(0, versions.size() - SHOWN), versions.size());
        var near = Near.matches(missing.artifact(), neighbours(missing), 3);
        String hint;
        if (!newest.isEmpty()) {
            hint = "known versions, the newest last: " + String.join(" ", newest);
        } else if (!near.isEmpty()) {
            hint = "did you mean " + missing.group() + ":" + String.join(", " + missing.group() + ":", near) + "?";
        } else if (settings.offline()) {
            hint = "settings.xml says offline: only the local repository was asked";
        } else if (unreachable) {
            hint = "is there a network, and a proxy in ~/.m2/settings.xml if it needs one? /classpath takes a jar";
        } else {
            hint = "look the name up: group:artifact:version, letter by letter; /classpath takes a jar of your own";
        }
        return new BpfException("deps", missing.toString(), cause, null, tried, hint);
    }

    /** What the local repository has of the group. */
    private List<String> neighbours(Coordinate missing) {
        var group = settings.localRepository().resolve(missing.group().replace('.', '/'));
        try (Stream<Path> folders = Files.list(group)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    // What is not to be had has a folder too, once it was asked for.
                    .filter(name -> !name.equals(missing.artifact()))
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    private static JarResolver load(MavenSettings settings) {
        try {
            return (JarResolver) Class.forName("dev.bpfsh.deps.maven.MavenResolver", true, new Apart(jars()))
                    .getConstructor(MavenSettings.class)
                    .newInstance(settings);
        } catch (ReflectiveOperationException | IOException | URISyntaxException | LinkageError e) {
            throw new BpfException(
                    "deps",
                    "Maven Resolver",
                    "cannot be loaded: " + e,
                    null,
                    List.of(),
                    "build bpfsh again; /classpath takes a jar without it");
        }
    }

    /** Our own classes, and the libraries in the folder {@code lib/resolver} beside them. */
    private static URL[] jars() throws IOException, URISyntaxException {
        var own = Dependencies.class.getProtectionDomain().getCodeSource().getLocation();
        var jars = new ArrayList<URL>(List.of(own));
        try (Stream<Path> files = Files.list(Path.of(own.toURI()).resolveSibling("lib/resolver"))) {
            for (var file : files.sorted().toList()) {
                jars.add(url(file));
            }
        }
        return jars.toArray(URL[]::new);
    }

    private static URL url(Path file) throws MalformedURLException {
        return file.toUri().toURL();
    }

    /** Has classes of its own where the application's loader would find none of what they need. */
    private static final class Apart extends URLClassLoader {
        private static final String OURS = "dev.bpfsh.deps.maven.";

        Apart(URL[] jars) {
            super("bpfsh-resolver", jars, Dependencies.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(OURS)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
