// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

/**
 * Bytes to Java values, by BTF.
 *
 * <table>
 * <caption>What a C type becomes</caption>
 * <tr><td>signed integers of 8, 16, 32, 64 bits</td><td>{@code Byte Short Integer Long}</td></tr>
 * <tr><td>unsigned integers of 8, 16, 32 bits</td><td>{@code Short Integer Long}: the next that holds them all</td></tr>
 * <tr><td>unsigned integers of 64 bits</td><td>{@code Long}, above its range {@code BigInteger}</td></tr>
 * <tr><td>integers of 128 bits</td><td>{@code BigInteger}</td></tr>
 * <tr><td>{@code bool}</td><td>{@code Boolean}</td></tr>
 * <tr><td>enums</td><td>{@link EnumValue}</td></tr>
 * <tr><td>{@code float}, {@code double}</td><td>{@code Float}, {@code Double}</td></tr>
 * <tr><td>{@code char[N]}</td><td>{@code String}, up to the first zero byte; a byte that is no UTF-8 as U+DC00 + byte</td></tr>
 * <tr><td>other arrays</td><td>{@code List}</td></tr>
 * <tr><td>structs and unions</td><td>{@link Struct}</td></tr>
 * <tr><td>pointers</td><td>{@link Address}</td></tr>
 * <tr><td>bit fields</td><td>as their type, of their bits</td></tr>
 * </table>
 *
 * <p>An array without a size at the end of a struct takes the bytes beyond the struct's own.
 */
public final class Decoder {
    private final Codecs codecs;

    /** Keep it for many values: it makes the {@link Codec} of a type once. */
    public Decoder(Btf btf) {
        codecs = new Codecs(btf);
    }

    /**
     * The value of a type that these bytes hold.
     *
     * @throws dev.bpfsh.libbpf.BpfException if the bytes are too few, or the type has no values
     */
    public Object decode(int type, byte[] bytes) {
        return codecs.of(type).decode(bytes);
    }

    /**
     * The codec of a type, made once.
     *
     * @throws dev.bpfsh.libbpf.BpfException if the type has no values
     */
    public Codec codec(int type) {
        return codecs.of(type);
    }
}
