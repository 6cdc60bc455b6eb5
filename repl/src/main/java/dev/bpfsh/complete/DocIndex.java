// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The documentation comments of bpfsh's own classes, by what they are of: {@code dev.bpfsh.loader.BpfObject},
 * {@code dev.bpfsh.loader.BpfObject.map(String)}. {@link DocIndexer} makes it at build time; it is read when it is first
 * asked for.
 */
public final class DocIndex {
    /** Beside this class. */
    static final String RESOURCE = "documentation";

    private static final char RECORD = '\u001e';
    private static final char FIELD = '\u001f';

    private final Map<String, String> comments;
    /** The same by names without packages. */
    private final Map<String, String> byShortName = new HashMap<>();

    DocIndex(Map<String, String> comments) {
        this.comments = comments;
        comments.forEach((key, comment) -> byShortName.putIfAbsent(shortKey(key), comment));
    }

    private static final class Own {
        static final DocIndex INDEX = read();
    }

    /** That of bpfsh; empty where it was built without. */
    public static DocIndex own() {
        return Own.INDEX;
    }

    private static DocIndex read() {
        try (var stream = DocIndex.class.getResourceAsStream(RESOURCE)) {
            return stream == null
                    ? new DocIndex(Map.of())
                    : parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String write(Map<String, String> comments) {
        var text = new StringBuilder();
        comments.forEach(
                (key, comment) -> text.append(key).append(FIELD).append(comment).append(RECORD));
        return text.toString();
    }

    static DocIndex parse(String text) {
        var comments = new HashMap<String, String>();
        int from = 0;
        for (int end = text.indexOf(RECORD); end >= 0; end = text.indexOf(RECORD, from)) {
            int field = text.indexOf(FIELD, from);
            comments.put(text.substring(from, field), text.substring(field + 1, end));
            from = end + 1;
        }
        return new DocIndex(comments);
    }

    private static String shortKey(String key) {
        int open = key.indexOf('(');
        return open < 0
                ? Signature.withoutPackage(key)
                : Signature.withoutPackage(key.substring(0, open)) + key.substring(open);
    }

    /** How many comments there are. */
    public int size() {
        return comments.size();
    }

    /**
     * What is said of something in JShell's words.
     *
     * @param signature such as {@code BpfMap BpfObject.map(String map)}
     */
    public Optional<String> of(String signature) {
        return Optional.ofNullable(byShortName.get(Signature.parse(signature).key()));
    }

    /** What is said of a type. */
    public Optional<String> of(Class<?> type) {
        return Optional.ofNullable(type.getCanonicalName()).map(comments::get);
    }
}
