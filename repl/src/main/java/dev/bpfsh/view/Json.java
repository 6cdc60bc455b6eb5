// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.bpfsh.btf.Address;
import dev.bpfsh.btf.EnumValue;
import dev.bpfsh.btf.Struct;
import dev.bpfsh.loader.map.PerCpu;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Values as JSON (RFC 8259) on one line: structs, records and maps are objects, lists and arrays are
 * arrays, {@code byte[]} is hexadecimal text, an enum its name or else its number, and what JSON has no words for its own text.
 */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** The value, without a newline. */
    public static String line(Object value) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(text)) {
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Number number) {
            number(json, number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Optional<?> optional) {
            write(json, optional.orElse(null));
        } else if (value instanceof OptionalLong optional) {
            write(json, optional.isPresent() ? optional.getAsLong() : null);
        } else if (value instanceof OptionalInt optional) {
            write(json, optional.isPresent() ? optional.getAsInt() : null);
        } else if (value instanceof OptionalDouble optional) {
            write(json, optional.isPresent() ? optional.getAsDouble() : null);
        } else if (value instanceof byte[] bytes) {
            json.writeString(HexFormat.of().formatHex(bytes));
        } else if (value.getClass().isArray()) {
            json.writeStartArray();
            for (int i = 0; i < Array.getLength(value); i++) {
                write(json, Array.get(value, i));
            }
            json.writeEndArray();
        } else if (value instanceof Iterable<?> values && !(value instanceof Path)) {
            json.writeStartArray();
            for (var one : values) {
                write(json, one);
            }
            json.writeEndArray();
        } else if (value instanceof Struct struct) {
            object(json, struct.members());
        } else if (value instanceof Map<?, ?> map) {
            object(json, map);
        } else if (value instanceof EnumValue known) {
            write(json, known.name().isEmpty() ? known.number() : known.name());
        } else if (value instanceof Address) {
            json.writeString(value.toString());
        } else if (value instanceof Record record) {
            write(json, parts(record));
        } else {
            json.writeString(value.toString());
        }
    }

    private static void number(JsonGenerator json, Number number) throws IOException {
        if (number instanceof BigInteger integer) {
            json.writeNumber(integer);
        } else if (number instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (Double.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeNull();
            }
        } else {
            json.writeNumber(number.longValue());
        }
    }

    private static void object(JsonGenerator json, Map<?, ?> members) throws IOException {
        json.writeStartObject();
        for (var member : members.entrySet()) {
            json.writeFieldName(String.valueOf(member.getKey()));
            write(json, member.getValue());
        }
        json.writeEndObject();
    }

    /** Of those of ours what they stand for, of others their components. */
    private static Object parts(Record record) {
        if (record instanceof Row row) {
            return row.values();
        } else if (record instanceof Histogram histogram) {
            return histogram.facts();
        } else if (record instanceof Histograms histograms) {
            return histograms.byName();
        } else if (record instanceof PerCpu<?> values) {
            return values.values();
        }
        return Rows.allComponents(record)
                .map(Row::values)
                .orElseThrow(() -> new IllegalArgumentException(
                        "json: a " + record.getClass().getSimpleName() + " cannot be read"));
    }
}
