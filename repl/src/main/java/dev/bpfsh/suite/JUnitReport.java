// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.suite;

import dev.bpfsh.expect.TestLog.End;
import dev.bpfsh.expect.TestLog.Entry;
import dev.bpfsh.kernel.Printable;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The report that Jenkins, GitLab and the actions of GitHub read: a {@code testsuite} for each script, with a {@code
 * testcase} for each of its tests, or for the script where it has none. There is no standard; this is what the schema of
 * Ant's and pytest's writers have in common, with pytest's {@code file} and {@code line}.
 */
final class JUnitReport {
    /** What XML 1.0 has no way to write. */
    private static final Pattern NO_CHARACTER =
            Pattern.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\x{10000}-\\x{10ffff}]");

    private final XMLStreamWriter xml;

    private JUnitReport(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /**
     * Writes it, and the folders above it that are not there.
     *
     * @throws IOException if it cannot be written
     */
    static void write(Path file, List<ScriptResult> results) throws IOException {
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        Files.writeString(file, text(results), StandardCharsets.UTF_8);
    }

    static String text(List<ScriptResult> results) {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            new JUnitReport(xml).all(results);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private void all(List<ScriptResult> results) throws XMLStreamException {
        var cases = results.stream().flatMap(each -> each.cases().stream()).toList();
        xml.writeStartDocument("UTF-8", "1.0");
        line(0);
        xml.writeStartElement("testsuites");
        attribute("name", "bpfsh");
        counts(cases, results.stream().map(ScriptResult::time).reduce(Duration.ZERO, Duration::plus));
        for (var result : results) {
            suite(result);
        }
        line(0);
        xml.writeEndElement();
        line(0);
        xml.writeEndDocument();
    }

    private void suite(ScriptResult result) throws XMLStreamException {
        line(1);
        xml.writeStartElement("testsuite");
        attribute("name", result.script().toString());
        counts(result.cases(), result.time());
        for (var each : result.cases()) {
            testCase(result, each);
        }
        // What a script wrote is not told apart by its tests.
        if (!result.tests().isEmpty()) {
            written(2, result);
        }
        line(1);
        xml.writeEndElement();
    }

    private void counts(List<Entry> cases, Duration time) throws XMLStreamException {
        attribute("tests", String.valueOf(cases.size()));
        attribute("failures", count(cases, End.FAILED));
        attribute(
                "errors",
                String.valueOf(cases.stream()
                        .filter(each -> ScriptResult.isBad(each.end()) && each.end() != End.FAILED)
                        .count()));
        attribute("skipped", count(cases, End.SKIPPED));
        attribute("time", seconds(time));
    }

    private static String count(List<Entry> cases, End end) {
        return String.valueOf(cases.stream().filter(each -> each.end() == end).count());
    }

    private void testCase(ScriptResult result, Entry entry) throws XMLStreamException {
        var file = result.script().toString();
        line(2);
        xml.writeStartElement("testcase");
        attribute(
                "classname",
                file.replaceFirst("^[./]+", "").replaceFirst("\\.jsh$", "").replace('/', '.'));
        attribute("name", entry.name().isEmpty() ? result.script().getFileName().toString() : entry.name());
        attribute("time", seconds(entry.time()));
        attribute("file", file);
        if (entry.line() > 0) {
            attribute("line", String.valueOf(entry.line()));
        }
        switch (entry.end()) {
            case PASSED -> {}
            case SKIPPED -> verdict("skipped", entry);
            case FAILED -> verdict("failure", entry);
            default -> verdict("error", entry);
        }
        if (result.tests().isEmpty()) {
            written(3, result);
        }
        line(2);
        xml.writeEndElement();
    }

    private void verdict(String element, Entry entry) throws XMLStreamException {
        line(3);
        xml.writeStartElement(element);
        attribute("message", entry.text().lines().findFirst().orElse(""));
        if (!element.equals("skipped")) {
            attribute("type", element.equals("failure") ? "ExpectationFailed" : "error");
        }
        xml.writeCharacters(legal(entry.text()));
        xml.writeEndElement();
    }

    private void written(int depth, ScriptResult result) throws XMLStreamException {
        written(depth, "system-out", result.out());
        written(depth, "system-err", result.err());
    }

    private void written(int depth, String element, String text) throws XMLStreamException {
        if (!text.isEmpty()) {
            line(depth);
            xml.writeStartElement(element);
            xml.writeCharacters(legal(text));
            xml.writeEndElement();
        }
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static String legal(String text) {
        return NO_CHARACTER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(escaped(found.group())));
    }

    /** As a terminal is shown it, and where that may see it, by its number. */
    private static String escaped(String character) {
        var printable = Printable.of(character);
        return printable.equals(character) ? "\\u{%04x}".formatted(character.codePointAt(0)) : printable;
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1_000.0);
    }
}
