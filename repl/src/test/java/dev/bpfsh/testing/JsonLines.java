// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/** What a script writes with {@code --json}: an object a line. */
public final class JsonLines {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonLines() {}

    /**
     * The objects, their members in the order they are written in.
     *
     * @throws AssertionError if a line is none
     */
    public static List<Map<String, Object>> of(String out) {
        return out.lines().map(JsonLines::object).toList();
    }

    private static Map<String, Object> object(String line) {
        try {
            return MAPPER.readValue(line, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON object: " + line, e);
        }
    }
}
