// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The key of an LPM trie: how many bits count, and the bytes they begin. 4 and 16 bytes are an address of IPv4 or IPv6,
 * and read and shown as such: {@code 10.0.0.0/8}, {@code fe80::/10}; others in hexadecimal: {@code 0aff/12}. Bits that
 * do not count are zero.
 */
public final class Prefix {
    private static final int IPV4 = 4;
    private static final int IPV6 = 16;
    private static final Pattern DOTTED = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern COLONS = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private final int length;
    private final byte[] data;

    private Prefix(int length, byte[] data) {
        if (length < 0 || length > data.length * Byte.SIZE) {
            throw new IllegalArgumentException(
                    "a prefix of " + length + " bits: " + data.length + " bytes have 0 to " + data.length * Byte.SIZE);
        }
        this.length = length;
        this.data = masked(length, data);
    }

    private static byte[] masked(int length, byte[] data) {
        var masked = new byte[data.length];
        System.arraycopy(data, 0, masked, 0, (length + Byte.SIZE - 1) / Byte.SIZE);
        if (length % Byte.SIZE != 0) {
            masked[length / Byte.SIZE] &= (byte) (0xff00 >> length % Byte.SIZE);
        }
        return masked;
    }

    /**
     * The first bits of some bytes, the first byte first.
     *
     * @throws IllegalArgumentException if there are not so many bits
     */
    public static Prefix of(int length, byte... data) {
        return new Prefix(length, data);
    }

    /** A whole address. */
    public static Prefix of(InetAddress address) {
        var data = address.getAddress();
        return new Prefix(data.length * Byte.SIZE, data);
    }

    /**
     * An address, with the bits that count or all of them: {@code 10.0.0.0/8}, {@code fe80::/10}, {@code 192.168.1.7}.
     * No name is looked up.
     *
     * @throws BpfException if it is none
     */
    public static Prefix of(String text) {
        int slash = text.indexOf('/');
        var data = address(slash < 0 ? text : text.substring(0, slash), text);
        int most = data.length * Byte.SIZE;
        try {
            int length = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            if (length >= 0 && length <= most) {
                return new Prefix(length, data);
            }
        } catch (NumberFormatException e) {
            throw noPrefix(text, "behind the slash is no number");
        }
        throw noPrefix(text, "an address of " + data.length + " bytes has 0 to " + most + " bits");
    }

    private static byte[] address(String address, String whole) {
        boolean colons = COLONS.matcher(address).matches();
        if (!colons && !DOTTED.matcher(address).matches()) {
            throw noPrefix(whole, "it is no address of IPv4 or IPv6");
        }
        try {
            var data = InetAddress.getByName(address).getAddress();
            if (colons && data.length == IPV4) {
                // Java gives an IPv4 address for one of IPv6 that stands for it.
                var mapped = new byte[IPV6];
                mapped[10] = mapped[11] = (byte) 0xff;
                System.arraycopy(data, 0, mapped, 12, IPV4);
                return mapped;
            }
            return data;
        } catch (UnknownHostException e) {
            throw noPrefix(whole, "it is no address of IPv4 or IPv6");
        }
    }

    private static BpfException noPrefix(String text, String why) {
        return new BpfException(
                        "read",
                        "prefix " + text,
                        why,
                        null,
                        List.of(),
                        "as 10.0.0.0/8, fe80::/10, or Prefix.of(12, bytes)")
                .about(Topic.MAPS);
    }

    /** How many bits count. */
    public int length() {
        return length;
    }

    /** The bytes, those behind the prefix zero. */
    public byte[] data() {
        return data.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Prefix prefix && length == prefix.length && Arrays.equals(data, prefix.data);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(data) + length;
    }

    @Override
    public String toString() {
        return switch (data.length) {
                    case IPV4 -> dotted();
                    case IPV6 -> colons();
                    default -> HexFormat.of().formatHex(data);
                }
                + "/" + length;
    }

    private String dotted() {
        return (data[0] & 0xff) + "." + (data[1] & 0xff) + "." + (data[2] & 0xff) + "." + (data[3] & 0xff);
    }

    /** As RFC 5952 wants it: the longest run of two or more zero groups, the first of equals, is two colons. */
    private String colons() {
        int from = -1;
        int longest = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && group(end) == 0) {
                end++;
            }
            if (end - i > longest) {
                from = i;
                longest = end - i;
            }
        }
        var text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == from) {
                text.append("::");
                i += longest - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(group(i)));
            }
        }
        return text.toString();
    }

    private int group(int i) {
        return (data[2 * i] & 0xff) << 8 | data[2 * i + 1] & 0xff;
    }
}
