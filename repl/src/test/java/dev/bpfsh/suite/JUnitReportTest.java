// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.expect.TestLog;
import dev.bpfsh.expect.TestLog.End;
import dev.bpfsh.expect.TestLog.Entry;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The report is XML that a reader takes, whatever scripts have written. */
class JUnitReportTest {
    private static Entry entry(String name, End end, String text, int line) {
        return new Entry(name, end, text, line, Duration.ofMillis(1_250));
    }

    private static Element read(List<ScriptResult> results) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(JUnitReport.text(results).getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    private static Element one(Element from, String name, int index) {
        return (Element) from.getElementsByTagName(name).item(index);
    }

    @Test
    void eachTestIsACaseAndAScriptWithoutAnyIsOne() throws Exception {
        var report = read(List.of(
                new ScriptResult(
                        Path.of("./tests/a.jsh"), entry(TestLog.WHOLE, End.PASSED, "", 0), List.of(), "hello\n", ""),
                new ScriptResult(
                        Path.of("b.jsh"),
                        entry(TestLog.WHOLE, End.BROKEN, "later", 9),
                        List.of(
                                entry("one", End.FAILED, "expect x: is 1\n  more", 3),
                                entry("two", End.SKIPPED, "no kprobes", 0)),
                        "",
                        "")));
        assertThat(report.getTagName()).isEqualTo("testsuites");
        assertThat(report.getAttribute("tests")).isEqualTo("4");
        assertThat(report.getAttribute("failures")).isEqualTo("1");
        assertThat(report.getAttribute("errors")).isEqualTo("1");
        assertThat(report.getAttribute("skipped")).isEqualTo("1");
        assertThat(report.getAttribute("time")).isEqualTo("2.500");
        var first = one(report, "testcase", 0);
        assertThat(first.getAttribute("classname")).isEqualTo("tests.a");
        assertThat(first.getAttribute("name")).isEqualTo("a.jsh");
        assertThat(first.getAttribute("file")).isEqualTo("./tests/a.jsh");
        assertThat(one(first, "system-out", 0).getTextContent()).isEqualTo("hello\n");
        var failed = one(report, "testcase", 1);
        assertThat(failed.getAttribute("name")).isEqualTo("one");
        assertThat(failed.getAttribute("line")).isEqualTo("3");
        assertThat(one(failed, "failure", 0).getAttribute("message")).isEqualTo("expect x: is 1");
        assertThat(one(failed, "failure", 0).getTextContent()).isEqualTo("expect x: is 1\n  more");
        assertThat(one(report, "skipped", 0).getAttribute("message")).isEqualTo("no kprobes");
        assertThat(one(one(report, "testcase", 3), "error", 0).getAttribute("message"))
                .isEqualTo("later");
    }

    @Test
    void whatXmlCannotHoldIsEscaped() throws Exception {
        var evil = "]]>\u001b[2J<b>&\0\ud800\uffff\u00e9 \"quoted\"\n";
        var report = read(List.of(new ScriptResult(
                Path.of("a.jsh"),
                entry(TestLog.WHOLE, End.FAILED, evil, 1),
                List.of(entry("\u0007<" + evil, End.PASSED, "", 0)),
                evil,
                evil)));
        assertThat(one(report, "system-out", 0).getTextContent())
                .startsWith("]]>\\e[2J<b>&\\x00\\u{d800}\\u{ffff}")
                .endsWith("\u00e9 \"quoted\"\n");
        assertThat(one(report, "testcase", 0).getAttribute("name")).startsWith("\\x07<]]>");
    }
}
