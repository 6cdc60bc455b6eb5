// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.btf.Address;
import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.EnumValue;
import dev.bpfsh.btf.Struct;
import dev.bpfsh.kernel.LinkInfo;
import dev.bpfsh.kernel.ProgramInfo;
import dev.bpfsh.libbpf.MapInfo;
import dev.bpfsh.libbpf.Memory;
import dev.bpfsh.loader.BpfLink;
import dev.bpfsh.loader.BpfMap;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.BpfProgram;
import dev.bpfsh.loader.Global;
import dev.bpfsh.loader.Globals;
import dev.bpfsh.loader.Rejection;
import dev.bpfsh.loader.SkeletonObject;
import dev.bpfsh.loader.Snapshot;
import dev.bpfsh.loader.TestResult;
import dev.bpfsh.loader.map.PerCpu;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The views that are there before the user adds any. */
final class OwnViews {
    /** Of a picture that has one line among others. */
    private static final Style AMONG_OTHERS = new Style(false, 60, 24);
    /** More than any screen shows. */
    private static final int MOST_BYTES = 64 * 1024;

    private OwnViews() {}

    static Registry in(Registry registry) {
        JavaViews.in(registry);
        return registry.own(BpfObject.class, of(OwnViews::object, object -> Text.line(object.toString())))
                .own(
                        SkeletonObject.class,
                        of(
                                (skeleton, style) -> object(skeleton.object(), style),
                                skeleton -> Text.line(skeleton.object().toString())))
                .own(BpfProgram.class, new ProgramView())
                .own(BpfMap.class, new MapView())
                .own(BpfLink.class, View.line(OwnViews::link))
                .own(Globals.class, GlobalsView::lines)
                .own(Global.class, of(GlobalsView::lines, GlobalsView::line))
                .own(Snapshot.class, GlobalsView::lines)
                .own(Struct.class, new StructView())
                .own(EnumValue.class, c())
                .own(Address.class, c())
                .own(PerCpu.class, new PerCpuView())
                .own(Memory.class, (memory, style) -> bytes(memory, style))
                .own(Rejection.class, OwnViews::rejection)
                .own(Btf.class, View.line(OwnViews::types))
                .own(ProgramInfo.class, View.facts(Facts::program))
                .own(MapInfo.class, View.facts(Facts::map))
                .own(LinkInfo.class, View.facts(Facts::link))
                .own(TestResult.class, View.facts(Facts::result))
                .own(Row.class, rows())
                .own(Histogram.class, of(Histogram::lines, Histogram::line))
                .own(Histograms.class, of(Histograms::lines, Histograms::line))
                .own(Chart.class, of(Chart::lines, chart -> chart.line(AMONG_OTHERS)))
                .own(BarChart.class, of(BarChart::lines, BarChart::line))
                .own(
                        Sparkline.class,
                        of((line, style) -> List.of(line.line(style)), sparkline -> sparkline.line(AMONG_OTHERS)))
                .own(
                        Series.class,
                        of((series, style) -> List.of(series.line(style)), series -> series.line(AMONG_OTHERS)));
    }

    private static <T> View<T> of(BiFunction<T, Style, Iterable<String>> lines, Function<T, String> line) {
        return new View<>() {
            @Override
            public Iterable<String> lines(T value, Style style) {
                return lines.apply(value, style);
            }

            @Override
            public String line(T value) {
                return line.apply(value);
            }
        };
    }

    // What comes next is said in the last line, which is always there.
    private static List<String> object(BpfObject object, Style style) {
        return new Page(style).withLast(new ObjectView(object, style).lines());
    }

    private static List<String> rejection(Rejection rejection, Style style) {
        return new Page(style).withLast(RejectionView.lines(rejection, style));
    }

    /** The memory may end meanwhile; what is read is a copy. */
    private static Iterable<String> bytes(Memory memory, Style style) {
        int most = style.bounded() ? Math.min(memory.size(), MOST_BYTES) : memory.size();
        try {
            return HexDump.lines("memory", ByteBuffer.wrap(memory.read(0, most)), memory.size(), style);
        } catch (IllegalStateException closed) {
            return List.of("memory of " + memory.size() + " bytes, closed");
        }
    }

    private static String link(BpfLink link) {
        return link.program().name() + (link.attached() ? " attached to " : " detached from ") + link.hook();
    }

    private static String types(Btf btf) {
        return "BTF of " + (btf.count() - 1) + " types; find(NAME), define(id(NAME)), Layout.of(btf, NAME)";
    }

    private static <T> View<T> c() {
        return (value, style) -> List.of(CView.line(value));
    }

    private static View<Row> rows() {
        return new View<>() {
            @Override
            public Iterable<String> lines(Row row, Style style) {
                return RowView.lines(row, style);
            }

            @Override
            public String line(Row row) {
                return RowView.line(row);
            }

            @Override
            public Optional<Row> row(Row row) {
                return Optional.of(row);
            }
        };
    }

    /** A value of ours that has no view: its own text, or what can be done with it. */
    static List<String> printed(Object value) {
        var text = OneLine.wholeWord(value);
        return isIdentity(text, value) ? List.of(calls(value.getClass())) : Text.lines(text);
    }

    /** The same on one line. */
    static String line(Object value) {
        var text = OneLine.word(value);
        return isIdentity(text, value)
                ? calls(value.getClass())
                : Text.line(text.lines().findFirst().orElse(""));
    }

    private static boolean isIdentity(String text, Object value) {
        return text.startsWith(value.getClass().getName() + "@");
    }

    private static String calls(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(method -> method.getName() + (method.getParameterCount() == 0 ? "()" : "(...)"))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", ", type.getSimpleName() + ": ", ""));
    }

    /** Facts below the name of what they are of. */
    static List<String> titled(String title, Row row, Style style) {
        var lines = new ArrayList<String>();
        lines.add(style.bold(title));
        lines.addAll(RowView.lines(row, style));
        return lines;
    }
}
