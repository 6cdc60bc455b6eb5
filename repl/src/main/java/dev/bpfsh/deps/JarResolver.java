// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.deps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Finds jars: the face of what is loaded apart. */
public interface JarResolver {
    /**
     * The jars of these libraries and of all that they need to run, in the order of a class path.
     *
     * @param progress is told what is being downloaded
     * @throws NotResolved with what is missing and who was asked for it
     */
    List<Path> resolve(List<Coordinate> wanted, Consumer<String> progress) throws NotResolved;

    /** The versions that are known of a library, oldest first; empty where nobody knows any. */
    List<String> versions(Coordinate library);

    /** Something was not found, or not to be had. */
    final class NotResolved extends IOException {
        private static final long serialVersionUID = 1;

        private final String missing;
        private final transient List<String> tried;
        private final boolean unreachable;

        /**
         * @param missing what was not found, {@code group:artifact:version}
         * @param tried a line for each place where it was sought: what it answered
         * @param unreachable whether a place did not answer at all, so that it may be there nevertheless
         */
        public NotResolved(String missing, List<String> tried, boolean unreachable) {
            super(missing);
            this.missing = missing;
            this.tried = List.copyOf(tried);
            this.unreachable = unreachable;
        }

        /** What was not found. */
        public String missing() {
            return missing;
        }

        /** Where it was sought. */
        public List<String> tried() {
            return tried;
        }

        /** Whether it may be there nevertheless. */
        public boolean unreachable() {
            return unreachable;
        }
    }
}
