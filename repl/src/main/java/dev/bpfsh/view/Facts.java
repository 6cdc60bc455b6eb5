// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.btf.Struct;
import dev.bpfsh.kernel.LinkInfo;
import dev.bpfsh.kernel.Printable;
import dev.bpfsh.kernel.ProgramInfo;
import dev.bpfsh.libbpf.MapInfo;
import dev.bpfsh.loader.TestResult;
import dev.bpfsh.loader.map.MapType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What a record says, as names and texts: the rows of one, the columns of many. */
final class Facts {
    private static final int MOST_BYTES = 16;

    private Facts() {}

    /** The facts of a record of ours whose own text is Java's; empty for anything else. */
    static Optional<Map<String, String>> of(Object value) {
        if (value instanceof ProgramInfo program) {
            return Optional.of(program(program));
        } else if (value instanceof MapInfo map) {
            return Optional.of(map(map));
        } else if (value instanceof LinkInfo link) {
            return Optional.of(link(link));
        } else if (value instanceof TestResult result) {
            return Optional.of(result(result));
        } else if (value instanceof Record record
                && record.toString().startsWith(record.getClass().getSimpleName() + "[")) {
            return components(record);
        }
        return Optional.empty();
    }

    private static Map<String, String> program(ProgramInfo info) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("id", Integer.toString(info.id()));
        facts.put("type", info.type());
        facts.put("name", Printable.of(info.name()));
        facts.put("tag", info.tag());
        facts.put("xlated", info.translatedSize() + " B");
        facts.put("jited", info.machineSize() == 0 ? "no" : info.machineSize() + " B");
        facts.put("verified", info.verifiedInstructions() + " insns");
        facts.put("runs", runs(info));
        facts.put("maps", text(info.mapIds()));
        facts.put("loaded", text(info.loadedAt()));
        facts.put("uid", Integer.toString(info.uid()));
        facts.put("gpl", info.gplCompatible() ? "yes" : "no");
        facts.put("btf", Integer.toString(info.btfId()));
        return facts;
    }

    private static String runs(ProgramInfo info) {
        return info.runCount() == 0 ? "-" : "%d of %.0f ns".formatted(info.runCount(), info.nanosPerRun());
    }

    private static Map<String, String> map(MapInfo info) {
        var facts = new LinkedHashMap<String, String>();
        var type = MapType.of(info.type());
        facts.put("id", Integer.toString(info.id()));
        facts.put("type", type == MapType.UNKNOWN ? Integer.toString(info.type()) : type.spelled());
        facts.put("name", Printable.of(info.name()));
        facts.put("key", info.keySize() + " B");
        facts.put("value", info.valueSize() + " B");
        facts.put("max_entries", Long.toString(info.maxEntries()));
        facts.put("flags", "0x" + Integer.toHexString(info.flags()));
        facts.put("btf", Integer.toString(info.btfId()));
        return facts;
    }

    private static Map<String, String> link(LinkInfo info) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("id", info.id() == 0 ? "-" : Long.toString(info.id()));
        facts.put("type", info.type());
        facts.put("program", info.programId() == 0 ? "-" : Long.toString(info.programId()));
        facts.put(
                "details",
                info.details().entrySet().stream()
                        .map(detail -> detail.getKey() + " " + text(detail.getValue()))
                        .collect(Collectors.joining("  ")));
        return facts;
    }

    private static Map<String, String> result(TestResult result) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("returned", Integer.toString(result.returnValue()));
        if (result.data().length > 0) {
            facts.put("data", text(result.data()));
        }
        result.value().ifPresent(value -> facts.put("context", text(value)));
        if (result.value().isEmpty() && result.context().length > 0) {
            facts.put("context", text(result.context()));
        }
        if (result.nanosPerRun() > 0) {
            facts.put("a run", result.nanosPerRun() + " ns");
        }
        return facts;
    }

    private static Optional<Map<String, String>> components(Record record) {
        var facts = new LinkedHashMap<String, String>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                var accessor = component.getAccessor();
                accessor.setAccessible(true);
                facts.put(component.getName(), text(accessor.invoke(record)));
            } catch (ReflectiveOperationException | RuntimeException unreadable) {
                return Optional.empty();
            }
        }
        return Optional.of(facts);
    }

    /** A value in few words, on one line. */
    static String text(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(Facts::text).orElse("-");
        } else if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? Long.toString(optional.getAsLong()) : "-";
        } else if (value instanceof byte[] bytes) {
            var begin = Arrays.copyOf(bytes, Math.min(MOST_BYTES, bytes.length));
            return bytes.length + " B: " + HexFormat.ofDelimiter(" ").formatHex(begin)
                    + (bytes.length > MOST_BYTES ? " ..." : "");
        } else if (value instanceof Instant time) {
            return time.truncatedTo(ChronoUnit.SECONDS).toString();
        } else if (value instanceof Duration time) {
            return time.toNanos() / 1000 + " us";
        } else if (value instanceof Struct) {
            return CView.line(value);
        } else if (value instanceof List<?> list) {
            return list.stream().map(Facts::text).collect(Collectors.joining(", "));
        } else if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + text(entry.getValue()))
                    .collect(Collectors.joining(", "));
        }
        return Printable.of(String.valueOf(value));
    }
}
