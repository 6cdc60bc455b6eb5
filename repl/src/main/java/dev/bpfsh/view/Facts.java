// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.kernel.LinkInfo;
import dev.bpfsh.kernel.ProgramInfo;
import dev.bpfsh.libbpf.MapInfo;
import dev.bpfsh.loader.TestResult;
import dev.bpfsh.loader.map.MapType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the kernel says of programs, maps and links, by names. */
final class Facts {
    private Facts() {}

    static Row program(ProgramInfo info) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("id", info.id());
        facts.put("type", info.type());
        facts.put("name", info.name());
        facts.put("tag", info.tag());
        facts.put("xlated", info.translatedSize() + " B");
        facts.put("jited", info.machineSize() == 0 ? "no" : info.machineSize() + " B");
        facts.put("verified", info.verifiedInstructions() + " insns");
        facts.put("runs", runs(info));
        facts.put("maps", info.mapIds());
        facts.put("loaded", info.loadedAt());
        facts.put("uid", info.uid());
        facts.put("gpl", info.gplCompatible() ? "yes" : "no");
        facts.put("btf", info.btfId());
        return new Row(facts);
    }

    static String runs(ProgramInfo info) {
        return info.runCount() == 0
                ? "-"
                : String.format(Locale.ROOT, "%d of %.0f ns", info.runCount(), info.nanosPerRun());
    }

    static Row map(MapInfo info) {
        var facts = new LinkedHashMap<String, Object>();
        var type = MapType.of(info.type());
        facts.put("id", info.id());
        facts.put("type", type == MapType.UNKNOWN ? Integer.toString(info.type()) : type.spelled());
        facts.put("name", info.name());
        facts.put("key", info.keySize() + " B");
        facts.put("value", info.valueSize() + " B");
        facts.put("max_entries", info.maxEntries());
        facts.put("flags", "0x" + Integer.toHexString(info.flags()));
        facts.put("btf", info.btfId());
        return new Row(facts);
    }

    static Row link(LinkInfo info) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("id", info.id() == 0 ? null : info.id());
        facts.put("type", info.type());
        facts.put("program", info.programId() == 0 ? null : info.programId());
        facts.put(
                "details",
                info.details().entrySet().stream()
                        .map(detail -> detail.getKey() + " " + Cells.text(detail.getValue()))
                        .collect(Collectors.joining("  ")));
        return new Row(facts);
    }

    static Row result(TestResult result) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("returned", result.returnValue());
        if (result.data().length > 0) {
            facts.put("data", result.data());
        }
        result.value().ifPresent(value -> facts.put("context", value));
        if (result.value().isEmpty() && result.context().length > 0) {
            facts.put("context", result.context());
        }
        if (result.nanosPerRun() > 0) {
            facts.put("a run", result.nanosPerRun() + " ns");
        }
        return new Row(facts);
    }
}
