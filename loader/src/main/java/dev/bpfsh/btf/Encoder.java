// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

/**
 * Java values to bytes, by BTF: the way back of {@link Decoder}, and it takes what is handy too. What does not fit is
 * refused before a byte is made.
 *
 * <table>
 * <caption>What a C type takes</caption>
 * <tr><td>integers, bit fields</td><td>any whole number that fits, {@code Character}, {@code Boolean},
 *     {@link EnumValue}</td></tr>
 * <tr><td>{@code bool}</td><td>{@code Boolean}, 0, 1</td></tr>
 * <tr><td>enums</td><td>an enumerator's name, a Java enum's constant of that name, {@link EnumValue}, a
 *     number</td></tr>
 * <tr><td>{@code float}, {@code double}</td><td>any number</td></tr>
 * <tr><td>pointers</td><td>{@link Address}, a number, {@code null}</td></tr>
 * <tr><td>{@code char[N]}</td><td>{@code String} that leaves room for its final zero; else as other arrays</td></tr>
 * <tr><td>other arrays</td><td>a {@code List} or Java array of at most as many, C text; of bytes also {@code byte[]} as
 *     they are, and text</td></tr>
 * <tr><td>structs, unions</td><td>{@link Struct}, a {@code Map} of paths to values, a record with components named after
 *     members ({@code exitCode} is also {@code exit_code}), a {@code List} of values in order, C text</td></tr>
 * </table>
 *
 * <p>C text is an initializer as {@link Struct#toString} writes it: {@code {.pid = 42, .comm = "sh", .a.b[2] = 7,
 * .point = {1, 2}, .mask = 0x10, .key = 'c', .day = SUNDAY, .ratio = 1.5f, .on = true, .next = NULL}}. As in C, members
 * and elements that are not named become 0.
 */
public final class Encoder {
    private final Codecs codecs;

    /** Keep it for many values: it makes the {@link Codec} of a type once. */
    public Encoder(Btf btf) {
        codecs = new Codecs(btf);
    }

    /**
     * The bytes of a value of the type.
     *
     * @param name what the value is for, named in errors
     * @throws dev.bpfsh.libbpf.BpfException if the value is out of range, too long, or of the wrong kind
     */
    public byte[] encode(int type, Object value, String name) {
        return codecs.of(type).encode(value, name);
    }
}
