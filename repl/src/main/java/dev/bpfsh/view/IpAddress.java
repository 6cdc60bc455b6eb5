// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Addresses of IPv4 and IPv6 as text, as RFC 5952 wants it. */
public final class IpAddress {
    private static final int V4 = 4;
    private static final int V6 = 16;
    private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?=:|$)");
    private static final List<Integer> MAPPED = List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255);

    private IpAddress() {}

    /**
     * {@code 127.0.0.1} of 4 bytes, and of 16 that begin with {@code ::ffff:}; {@code ::1} of 16 others.
     *
     * @param bytes in the order of the network, signed or not
     * @throws IllegalArgumentException if they are neither 4 nor 16
     */
    public static String text(List<? extends Number> bytes) {
        var octets = bytes.stream().map(octet -> octet.intValue() & 0xff).toList();
        if (octets.size() == V4) {
            return octets.stream().map(String::valueOf).collect(Collectors.joining("."));
        } else if (octets.size() != V6) {
            throw new IllegalArgumentException("an address has 4 bytes (IPv4) or 16 (IPv6), not " + octets.size());
        } else if (octets.subList(0, MAPPED.size()).equals(MAPPED)) {
            return text(octets.subList(MAPPED.size(), V6));
        }
        return shortened(IntStream.range(0, V6 / 2)
                .mapToObj(i -> Integer.toHexString(octets.get(2 * i) << 8 | octets.get(2 * i + 1)))
                .collect(Collectors.joining(":")));
    }

    /** As {@link #text(List)}. */
    public static String text(byte[] bytes) {
        return text(IntStream.range(0, bytes.length).mapToObj(i -> bytes[i]).toList());
    }

    // Two colons stand for the longest row of zeros, the first of equal ones; for a single zero they do not.
    private static String shortened(String whole) {
        return ZEROS.matcher(whole)
                .results()
                .reduce((best, other) -> other.group().replace(":", "").length()
                                > best.group().replace(":", "").length()
                        ? other
                        : best)
                .map(zeros -> {
                    var rest = whole.substring(zeros.end());
                    return whole.substring(0, zeros.start()) + "::" + (rest.isEmpty() ? "" : rest.substring(1));
                })
                .orElse(whole);
    }
}
