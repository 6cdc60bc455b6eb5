// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.pictures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class PictureTest {
    private static List<Element> elements(String name, String screen) throws Exception {
        var svg = Picture.svg("a <title>", 40, screen);
        var nodes = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getElementsByTagName(name);
        var elements = new ArrayList<Element>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /** The texts in the window, without its title. */
    private static List<Element> texts(String screen) throws Exception {
        var texts = elements("text", screen);
        return texts.subList(1, texts.size());
    }

    @Test
    void textIsWhereTheScreenHasIt() throws Exception {
        var texts = texts("ab c\n   <d>  & e\n");
        assertThat(texts).extracting(Element::getTextContent).containsExactly("ab c", "<d>", "& e");
        assertThat(texts).extracting(text -> text.getAttribute("x")).containsExactly("16", "41.2", "83.2");
        assertThat(texts).extracting(text -> text.getAttribute("textLength")).containsExactly("33.6", "25.2", "25.2");
        assertThat(Double.parseDouble(texts.get(1).getAttribute("y"))
                        - Double.parseDouble(texts.get(0).getAttribute("y")))
                .isEqualTo(19);
    }

    @Test
    void looksAreShown() throws Exception {
        var texts =
                texts("\u001b[1mbold\u001b[0m \u001b[2mfaint\u001b[22;31mred\u001b[39mplain\u001b[3;4mboth\u001b[m");
        assertThat(texts).extracting(Element::getTextContent).containsExactly("bold", "faint", "red", "plain", "both");
        assertThat(texts.get(0).getAttribute("font-weight")).isEqualTo("bold");
        assertThat(texts.get(1).getAttribute("opacity")).isEqualTo("0.6");
        assertThat(texts.get(2).getAttribute("style")).isEqualTo("fill: #f07178");
        assertThat(texts.get(2).getAttribute("opacity")).isEmpty();
        assertThat(texts.get(3).getAttribute("style")).isEmpty();
        assertThat(texts.get(4).getAttribute("font-style")).isEqualTo("italic");
        assertThat(texts.get(4).getAttribute("text-decoration")).isEqualTo("underline");
    }

    @Test
    void coloursCanBeMixed() throws Exception {
        var texts = texts("\u001b[38;5;196ma\u001b[38;5;244mb\u001b[38;2;1;2;255mc\u001b[92md\u001b[38:5:4me");
        assertThat(texts)
                .extracting(text -> text.getAttribute("style"))
                .containsExactly("fill: #ff0000", "fill: #808080", "fill: #0102ff", "fill: #c3e88d", "fill: #82aaff");
    }

    @Test
    void paperIsARectangle() throws Exception {
        var screen = "ab\u001b[41mcd\u001b[49;7mef";
        var papers = elements("rect", screen);
        assertThat(papers.get(1).getAttribute("fill")).isEqualTo("#f07178");
        assertThat(papers.get(1).getAttribute("x")).isEqualTo("32.8");
        assertThat(papers.get(1).getAttribute("width")).isEqualTo("16.8");
        assertThat(papers.get(2).getAttribute("fill")).isEqualTo("#d8dee9");
        assertThat(texts(screen).get(2).getAttribute("style")).isEqualTo("fill: #1f2430");
    }

    @Test
    void aLookGoesOnInTheNextLine() throws Exception {
        assertThat(texts("\u001b[1ma\nb\u001b[0m\nc"))
                .extracting(text -> text.getAttribute("font-weight"))
                .containsExactly("bold", "bold", "");
    }

    @Test
    void otherEscapesAndSymbolsOfTwoUnitsTakeNoRoom() throws Exception {
        var texts = texts("\u001b[K\u001b[?25l\ud83d\udc1d\u001b[1mx");
        assertThat(texts).extracting(Element::getTextContent).containsExactly("\ud83d\udc1d", "x");
        assertThat(texts.get(1).getAttribute("x")).isEqualTo("24.4");
    }

    @Test
    void eachPictureIsShownAndIsThere() throws Exception {
        var shown = new TreeSet<Path>();
        for (var page : List.of("README.md", "docs/prompt.md")) {
            var file = Bpfsh.root().resolve(page);
            Pattern.compile("!\\[[^\\]]+\\]\\(([^)]+\\.svg)\\)")
                    .matcher(Files.readString(file))
                    .results()
                    .map(picture -> file.resolveSibling(picture.group(1)))
                    .forEach(shown::add);
        }
        try (var files = Files.list(Bpfsh.root().resolve("docs/pictures"))) {
            assertThat(files.toList()).containsExactlyInAnyOrderElementsOf(shown);
        }
        for (var picture : shown) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(picture.toFile());
        }
    }
}
