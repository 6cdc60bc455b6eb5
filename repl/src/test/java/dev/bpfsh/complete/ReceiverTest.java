// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.host.Evaluator;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a receiver without the compiler is what the compiler tells. */
class ReceiverTest {
    private static Evaluator evaluator;
    private static Completer completer;

    @BeforeAll
    static void open() throws Exception {
        evaluator = TestSession.of(
                "BpfObject minimal",
                "var names = new ArrayList<String>(List.of(\"a\"))",
                "Map<String, List<Path>> paths = new TreeMap<>()",
                "List<? extends Number> numbers = List.of(1)",
                "List raw = List.of(1)",
                "var text = \"text\"",
                "int number = 1",
                "String[] words = {}",
                "Object something = 1",
                "var letters = new StringBuilder()",
                "Runnable nothing = () -> {}",
                "Thread.State state = Thread.State.NEW",
                "var nameless = new Object() { int part; int whole() { return part; } }",
                "class Base<T> { T held; private int hidden; static int shared; protected T get() { return held; }"
                        + " <R> R as(Class<R> type) { return null; } class Inner {} }",
                "class Derived extends Base<Path> implements Comparable<Derived> { int own; void own(int... more) {}"
                        + " public int compareTo(Derived other) { return 0; } private void secret() {} }",
                "var derived = new Derived()",
                "record Point(int x, Path y) { int sum() { return x; } static Point origin() { return null; } }",
                "var point = new Point(0, Path.of(\"\"))",
                "enum Colour { RED { int depth() { return 1; } }; int depth() { return 0; } Colour next() { return this; } }",
                "var colour = Colour.RED",
                "interface Shape<T> { T area(); default Shape<T> twice() { return this; } static int sides() { return 0; } }",
                "Shape<Integer> shape = null",
                "sealed interface Kind permits One {}",
                "record One() implements Kind {}",
                "Kind kind = new One()",
                "Path made(int a) { return null; }",
                "int made(int a, int b) { return 0; }",
                "<T> T same(T it) { return it; }");
        completer = new Completer(evaluator);
    }

    @AfterAll
    static void close() {
        evaluator.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "minimal",
                "minimal.bss()",
                "minimal.map(\"a.b\")",
                "minimal.map(\"a\").object().program(\"x(\")",
                "minimal.maps()",
                "minimal.maps().get(\"a\")",
                "minimal.maps().entrySet().iterator().next().getValue()",
                "minimal.maps().values().stream()",
                "minimal\n  .program(\"a\")",
                "maps()",
                "maps().get(0)",
                "progs().get(1 + text.indexOf(\"a\", 3))",
                "btf()",
                "names",
                "names.get(0)",
                "names.stream()",
                "paths",
                "paths.get(\"a\")",
                "paths.get(\"a\").get(0)",
                "paths.values().iterator().next()",
                "numbers",
                "raw",
                "raw.get(0)",
                "text",
                "\"text\"",
                "\"text\".strip()",
                "text.getClass()",
                "something",
                "nothing",
                "state",
                "derived",
                "derived.get()",
                "derived.held",
                "point",
                "point.y()",
                "colour",
                "colour.next()",
                "shape",
                "shape.area()",
                "shape.twice().area()",
                "kind",
                "made(1)",
                "Derived derived2 = null; derived",
            })
    void itsMembersAreThoseOfTheCompiler(String chain) {
        if (chain.indexOf(';') < 0) {
            assertThat(Receiver.type(chain, completer.scope()))
                    .as("told from what is declared")
                    .isPresent();
        }
        for (var before : List.of(chain + ".", "var it = " + chain + ".")) {
            var offered = offered(before);
            var expected = ofCompiler(before);
            // Newer ones offer of the user's classes what is protected, and no snippet can call.
            expected.removeIf(each ->
                    !offered.contains(each) && List.of("clone()", "finalize()").contains(each));
            assertThat(offered).as(before).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Math", "Files", "Path", "List", "Map", "Duration", "Thread", "TimeUnit", "Integer", "Object", "String",
                "BpfObject", "BpfMap", "BtfType", "Errno", "Why", "Hooks", "Base", "Derived", "Point", "Colour",
                        "Shape",
                "Kind", "One", "Character", "ProcessHandle", "AbstractMap", "Collectors", "ConcurrentHashMap",
                        "Override"
            })
    void thoseOfAClassToo(String name) {
        for (var before : List.of(name + ".", "var it = " + name + ".")) {
            assertThat(offered(before)).as(before).isEqualTo(ofCompiler(before));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "number", "words", "nameless", "made(1, 2)", "made(1, 2, 3)", "same(text)", "derived.as(Path.class)",
                "nosuch", "text.nosuch()", "new Point(1, null)", "(text)", "point.x()", "derived.hidden", "text.wait()",
                "minimal.ringBuffer(\"a\", Point.class)", "text.toCharArray()", "1", "Math", "java.util"
            })
    void whatDependsOnMoreIsLeftToTheCompiler(String chain) {
        assertThat(Receiver.type(chain, completer.scope())).isEmpty();
        assertThat(offered(chain + ".")).isEqualTo(ofCompiler(chain + "."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for (var text : names) text",
                "int n = text",
                "show(text",
                "Function<Path, Path> f = text -> text"
            })
    void elsewhereToo(String before) {
        assertThat(offered(before + ".")).isEqualTo(ofCompiler(before + "."));
    }

    @Test
    void whatTheCompilerGivesUpOn() {
        assertThat(ofCompiler("numbers.get(0).")).isEmpty();
        assertThat(offered("numbers.get(0).")).contains("intValue()", "doubleValue()");
        // Older ones leave out what comes from a class that is not public, although it can be called.
        assertThat(offered("letters."))
                .contains("length()", "charAt(", "append(")
                .containsAll(ofCompiler("letters."))
                .isEqualTo(offered("letters.append(1)."));
        // An argument that is wrong as yet is none of this.
        assertThat(ofCompiler("names.get(nosuch).")).isEmpty();
        assertThat(offered("names.get(nosuch).")).contains("strip()");
    }

    private static TreeSet<String> offered(String before) {
        var all = new TreeSet<String>();
        completer.complete(before, before.length()).candidates().forEach(each -> all.add(each.insert()));
        return all;
    }

    private static TreeSet<String> ofCompiler(String before) {
        var all = new TreeSet<String>();
        evaluator.suggestions(before, before.length(), new int[1]).forEach(each -> all.add(each.continuation()));
        all.removeIf(each -> each.endsWith("()") && all.contains(each.substring(0, each.length() - 1)));
        return all;
    }
}
