// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.bpfsh.kernel.Frame;
import dev.bpfsh.libbpf.BpfException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The picture, read as the XML that it is. */
class FlameGraphTest {
    /** A box as it is drawn. */
    private record Box(String name, String style, double x, double y, double width, String label, String tip) {}

    static Frame frame(String name, Frame.Kind kind) {
        return new Frame(name, 0, "", kind);
    }

    static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Box> boxes(FlameGraph graph) throws Exception {
        var groups = parse(graph.svg()).getElementsByTagName("g");
        var boxes = new ArrayList<Box>();
        for (int i = 0; i < groups.getLength(); i++) {
            var group = (Element) groups.item(i);
            if (group.getAttribute("class").startsWith("frame ")) {
                var box = (Element) group.getElementsByTagName("rect").item(0);
                boxes.add(new Box(
                        group.getAttribute("data-name"),
                        group.getAttribute("class"),
                        Double.parseDouble(box.getAttribute("x")),
                        Double.parseDouble(box.getAttribute("y")),
                        Double.parseDouble(box.getAttribute("width")),
                        group.getElementsByTagName("text").item(0).getTextContent(),
                        group.getElementsByTagName("title").item(0).getTextContent()));
            }
        }
        return boxes;
    }

    private static Map<String, Box> byName(FlameGraph graph) throws Exception {
        var named = new HashMap<String, Box>();
        boxes(graph).forEach(box -> named.put(box.name, box));
        return named;
    }

    @Test
    void eachFunctionStandsOnItsCallerAsWideAsItsSamples() throws Exception {
        var main = frame("main", Frame.Kind.NATIVE);
        var graph = new FlameGraph("some work")
                .add("prog", List.of(main, frame("parse", Frame.Kind.NATIVE), frame("sys_read", Frame.Kind.KERNEL)), 30)
                .add("prog", List.of(main, frame("Main.run", Frame.Kind.COMPILED)), 60)
                .add("prog", List.of(main), 5)
                .add("other", List.of(), 5);
        var boxes = byName(graph);
        assertThat(boxes.keySet())
                .containsExactlyInAnyOrder("all", "prog", "other", "main", "parse", "sys_read", "Main.run");
        double all = boxes.get("all").width;
        assertThat(boxes.get("prog").width / all).isCloseTo(0.95, within(0.001));
        assertThat(boxes.get("parse").width / all).isCloseTo(0.30, within(0.001));
        assertThat(boxes.get("Main.run").width / all).isCloseTo(0.60, within(0.001));
        for (var pair : List.of(
                List.of("all", "prog"),
                List.of("prog", "main"),
                List.of("main", "parse"),
                List.of("parse", "sys_read"))) {
            var below = boxes.get(pair.get(0));
            var above = boxes.get(pair.get(1));
            assertThat(above.y).isLessThan(below.y);
            assertThat(above.x).isGreaterThanOrEqualTo(below.x - 0.01);
            assertThat(above.x + above.width).isLessThanOrEqualTo(below.x + below.width + 0.01);
        }
        assertThat(boxes.get("sys_read").style).contains("kernel");
        assertThat(boxes.get("parse").style).contains("native");
        assertThat(boxes.get("Main.run").style).contains("compiled");
        assertThat(boxes.get("Main.run").tip).isEqualTo("Main.run: 60 samples, 60.0 %");
        assertThat(boxes.get("Main.run").label).isEqualTo("Main.run");
    }

    @Test
    void boxesOfOneRowDoNotOverlap() throws Exception {
        var graph = new FlameGraph("many");
        for (int i = 0; i < 200; i++) {
            graph.add(
                    "p" + i % 7,
                    List.of(frame("f" + i % 13, Frame.Kind.NATIVE), frame("g" + i, Frame.Kind.UNKNOWN)),
                    i);
        }
        var boxes = new ArrayList<>(boxes(graph));
        boxes.sort((a, b) -> a.y != b.y ? Double.compare(a.y, b.y) : Double.compare(a.x, b.x));
        for (int i = 1; i < boxes.size(); i++) {
            var left = boxes.get(i - 1);
            if (left.y == boxes.get(i).y) {
                assertThat(boxes.get(i).x).isGreaterThanOrEqualTo(left.x + left.width - 0.02);
            }
        }
    }

    @Test
    void namesAreNeitherMarkupNorWhatXmlForbids() throws Exception {
        var evil = "</title><script>alert(\"1\")</script>&amp;]]>\u0000\u001b\u0007\ud800\u202e";
        var graph = new FlameGraph(evil).add(evil, List.of(frame(evil, Frame.Kind.NATIVE)), 1);
        var document = parse(graph.svg());
        assertThat(document.getElementsByTagName("script").getLength()).isEqualTo(1);
        assertThat(boxes(graph)).extracting(Box::name).last().asString().startsWith("</title><script>alert(\"1\")");
        assertThat(graph.svg()).doesNotContain("\u001b", "\u202e");
    }

    @Test
    void aDeepStackAndNarrowBoxesAreDrawnAsFarAsTheyCanBeSeen() throws Exception {
        var deep = IntStream.range(0, 254)
                .mapToObj(i -> frame("level" + i, Frame.Kind.NATIVE))
                .toList();
        var graph = new FlameGraph("deep").add("deep", deep, 1_000_000).add("rare", List.of(), 1);
        var boxes = byName(graph);
        assertThat(boxes).containsKey("level253").doesNotContainKey("rare");
        var picture = parse(graph.svg()).getDocumentElement();
        assertThat(Double.parseDouble(picture.getAttribute("height"))).isGreaterThan(254 * 18);
        assertThat(boxes.get("level253").y).isPositive();
    }

    @Test
    void labelsAreCutToTheirBoxes() throws Exception {
        var graph = new FlameGraph("cut")
                .add("p", List.of(frame("a_rather_long_name_of_a_function", Frame.Kind.NATIVE)), 5)
                .add("q", List.of(), 95);
        var label = byName(graph).get("a_rather_long_name_of_a_function").label;
        assertThat(label).endsWith("…").hasSizeBetween(3, 8);
    }

    @Test
    void aGraphOfNothingIsAPictureTooAndAFolderThatIsNotThereIsNamed(@TempDir Path folder) throws Exception {
        var empty = new FlameGraph("nothing");
        assertThat(boxes(empty)).isEmpty();
        empty.write(folder.resolve("empty.svg"));
        assertThat(Files.readString(folder.resolve("empty.svg")))
                .startsWith("<?xml")
                .endsWith("</svg>\n");
        assertThatThrownBy(() -> empty.write(folder.resolve("none/empty.svg")))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("there is no such folder");
    }
}
