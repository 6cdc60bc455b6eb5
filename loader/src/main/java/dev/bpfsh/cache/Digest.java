// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256. */
public final class Digest {
    /** Bytes of a digest. */
    public static final int LENGTH = 32;

    private Digest() {}

    /** Of bytes. */
    public static byte[] of(byte[] bytes) {
        return sha256().digest(bytes);
    }

    /** Of texts, told from each other: {@code "ab", "c"} is not {@code "a", "bc"}. */
    public static String hex(List<String> texts) {
        var digest = sha256();
        for (var text : texts) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + " ").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of bytes, as text. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
