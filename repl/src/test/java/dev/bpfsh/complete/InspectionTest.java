// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.host.Evaluator;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.view.Style;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a thing is, and what is offered for a line. */
class InspectionTest {
    private static Evaluator evaluator;
    private static Inspection inspection;
    private static Offers offers;

    @BeforeAll
    static void open() throws Exception {
        evaluator = TestSession.of(
                "var minimal = open(Path.of(\"" + Bpfsh.root() + "/scripts/minimal.bpf.o\"))",
                "CharSequence text = \"abc\"",
                "Object nothing = null",
                "int evaluations = 0",
                "int counted() { return ++evaluations; }",
                "record Point(int x, int y) { int sum() { return x + y; } }");
        inspection = new Inspection(evaluator, new Completer(evaluator), value -> "<" + value + ">");
        offers = new Offers(evaluator);
    }

    @AfterAll
    static void close() {
        evaluator.eval("minimal.close()");
        evaluator.close();
    }

    private static String of(String chain, boolean all) {
        return String.join("\n", inspection.of(chain, all, Style.plain()));
    }

    @Test
    void aVariableIsItsTypeItsValueAndWhatItHas() {
        assertThat(of("minimal", false))
                .startsWith("minimal  BpfObject\n  <minimal OPENED>\n")
                .contains("A BPF object and its life: OPENED -> LOADED -> CLOSED")
                .containsPattern("methods\n +attach\\(\\) +List<BpfLink>")
                .doesNotContain("notifyAll");
        assertThat(of("text", false)).startsWith("text  CharSequence, now a String\n  <abc>\n");
        assertThat(of("nothing", false)).startsWith("nothing  Object, now a null");
        assertThat(of("minimal.bss()", false)).startsWith("minimal.bss()  Globals\n");
    }

    @Test
    void allOfAVariableHasSignaturesAndSummaries() {
        assertThat(of("minimal", true))
                .contains("BpfProgram BpfObject.program(String program)\n    The program of that name.")
                .contains("RingBuffer<Struct> BpfObject.ringBuffer(String map, String type)");
    }

    @Test
    void aMethodIsItsSignatureAndItsDocumentation() {
        assertThat(of("minimal.load", false))
                .startsWith("void BpfObject.load()\n  Creates the maps and has the verifier check the programs")
                .contains("\n  Throws\n    IllegalStateException  if it is not OPENED");
        assertThat(of("open", false))
                .startsWith("BpfObject Prelude.open(String nameOrFile)\n")
                .contains("      var minimal = open(\"minimal\")\n")
                .endsWith("BpfObject Prelude.open(Path file)\n    As open(String).");
        assertThat(of("counted", false)).isEqualTo("int counted()");
    }

    @Test
    void aTypeIsItsDeclarationAndWhatItsObjectsHave() {
        assertThat(of("BpfObject", false))
                .startsWith("final class dev.bpfsh.loader.BpfObject implements AutoCloseable\n")
                .contains("A BPF object and its life", "attach()", "open(");
        assertThat(of("Point", false)).startsWith("record Point").contains("x()", "sum()");
        assertThat(of("List", false))
                .startsWith("interface java.util.List extends ")
                .contains("copyOf(", "add(");
    }

    @Test
    void whatIsUnknownIsLikeSomething() {
        assertThat(of("minimall", false)).isEqualTo("nothing is called minimall here; did you mean minimal?");
        assertThat(of("minimal.lod", false)).isEqualTo("nothing is called minimal.lod here; did you mean load?");
    }

    @Test
    void nothingIsEvaluated() {
        of("counted()", true);
        of("counted().x", true);
        offers.of("counted()");
        assertThat(evaluator.declarations().value("evaluations")).hasValue(0);
    }

    @Test
    void anUnknownTypeCanBeImported() {
        assertThat(offers.of("new CRC32()").imports()).containsExactly("java.util.zip.CRC32");
        assertThat(offers.of("new Document()").imports())
                .contains("org.w3c.dom.Document")
                .hasSizeGreaterThan(1);
        assertThat(offers.of("\"CRC32\"").imports()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 + 1 | var number = ",
                "\"a\".length(); | var number = ",
                "minimal.bss() | var globals = ",
                "minimal.program(\"handle_tp\") | var program = ",
                "minimal.links() | var links = ",
                "open(\"minimal\") | var minimal2 = ",
                "open(\"bootstrap\") | var bootstrap = ",
                "\"a\" | var text2 = ",
                "new int[3] | var numbers = ",
                "new Point(1, 2) | var point = ",
                "System.out.println() | ''",
                "int x = 1 | ''",
                "no such | ''",
                "List.of(1) | var numbers = ",
            })
    void anExpressionCanHaveAVariable(String text, String variable) {
        assertThat(offers.of(text).variable())
                .isEqualTo(variable.isEmpty() ? "" : variable + (variable.endsWith(" ") ? "" : " "));
    }

    @Test
    void namesComeFromTypes() {
        assertThat(Offers.name("Map<String, BpfMap>", Set.of())).isEqualTo("map");
        assertThat(Offers.name("URLConnection", Set.of())).isEqualTo("urlConnection");
        assertThat(Offers.name("CRC32", Set.of())).isEqualTo("crc32");
        assertThat(Offers.name("? extends Foo", Set.of())).isEqualTo("value");
        assertThat(Offers.name("BpfMap", Set.of("map", "map2"))).isEqualTo("map3");
        assertThat(Offers.name("Class<?>", Set.of())).isEqualTo("class2");
    }
}
