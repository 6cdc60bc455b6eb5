// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Arrays; one of no elements is flexible where it lies at the end, and takes what bytes there are. */
final class ArrayCodec extends Codec {
    private final Codec element;
    private final int count;
    private final boolean letters;

    ArrayCodec(Btf btf, int type, Codec element, int count, boolean letters) {
        super(btf, type, element.size() * count, Math.max(count, 1) * element.values());
        this.element = element;
        this.count = count;
        this.letters = letters;
    }

    @Override
    public boolean isFlexible() {
        return count == 0 && element.size() > 0;
    }

    @Override
    Object read(ByteBuffer bytes, int at, int end) {
        int width = element.size();
        var values = new Object[count > 0 || width == 0 ? count : Math.max(end - at, 0) / width];
        for (int i = 0; i < values.length; i++) {
            int from = at + i * width;
            values[i] = element.read(bytes, from, from + width);
        }
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    @Override
    void write(Bytes bytes, int at, boolean tail, Object value, Where where) {
        if (value instanceof byte[] raw && element.size() == 1) {
            reserve(bytes, at, tail, raw.length, where);
            bytes.buffer().put(at, raw);
        } else if (value instanceof Initializer list) {
            list.fill(this, bytes, at, tail, where);
        } else if (value instanceof String text) {
            text(bytes, at, tail, text, where);
        } else {
            var elements = elements(value, where);
            reserve(bytes, at, tail, elements.size(), where);
            for (int i = 0; i < elements.size(); i++) {
                element.write(bytes, at + i * element.size(), false, elements.get(i), where.element(i));
            }
        }
    }

    // Of bytes that are no letters, a brace tells C from text.
    void text(Bytes bytes, int at, boolean tail, String text, Where where) {
        boolean octets = element instanceof IntegerCodec && element.size() == 1;
        if (!octets || !letters && text.stripLeading().startsWith("{")) {
            Initializer.parse(text, where).fill(this, bytes, at, tail, where);
            return;
        }
        var encoded = TextBytes.encode(text);
        if (encoded == null || text.indexOf(0) >= 0) {
            throw Refusal.of(
                    where,
                    encoded == null ? "holds half of a character" : "ends at the zero that its text has inside",
                    "give bytes: new byte[] {...}");
        }
        // C programs read text up to a zero byte, so the last byte is not ours to use; in a union it is also another's.
        if (count > 0 && encoded.length >= count + (bytes.spares() ? 1 : 0)) {
            throw Refusal.of(
                    where,
                    "is " + declaration() + ", and \"" + Refusal.abbreviated(text) + "\" takes " + (encoded.length + 1)
                            + " bytes with its final zero",
                    null);
        }
        if (count == 0 && encoded.length == 0) {
            return;
        }
        boolean ends = count == 0 || encoded.length < count;
        reserve(bytes, at, tail, encoded.length + (ends ? 1 : 0), where);
        bytes.buffer().put(at, encoded);
        if (ends) {
            // Another member of a union may have been there.
            bytes.buffer().put(at + encoded.length, (byte) 0);
        }
    }

    private void reserve(Bytes bytes, int at, boolean tail, int elements, Where where) {
        boolean flexible = tail && isFlexible();
        if (elements > count && !flexible) {
            throw Refusal.of(where, "has " + count + " elements, not " + elements, null);
        }
        if (flexible) {
            bytes.reserve(at + (long) elements * element.size(), where);
        }
    }

    private List<?> elements(Object value, Where where) {
        if (value instanceof List<?> list) {
            return list;
        } else if (value != null && value.getClass().isArray()) {
            return new AbstractList<Object>() {
                @Override
                public Object get(int index) {
                    return java.lang.reflect.Array.get(value, index);
                }

                @Override
                public int size() {
                    return java.lang.reflect.Array.getLength(value);
                }
            };
        }
        throw Refusal.wrongKind(where, this, value);
    }

    @Override
    Place part(Place place, MemberPath.Step step, Where where) {
        boolean flexible = place.tail() && isFlexible();
        if (step.name() == null && (step.index() < count || flexible)) {
            long offset = place.offset() + (long) step.index() * element.size();
            if (offset <= Integer.MAX_VALUE - element.size()) {
                return new Place(element, (int) offset, false, place.shared());
            }
        }
        throw new BpfException(
                        "find",
                        where.then(step).toString(),
                        count == 0 ? "it has no elements" : "its elements are [0] to [" + (count - 1) + "]",
                        null,
                        List.of(),
                        step.name() == null ? null : "name an element: " + where + "[0]." + step.name())
                .about(Topic.MAPS);
    }
}
