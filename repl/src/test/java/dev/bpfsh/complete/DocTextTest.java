// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.view.Style;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocTextTest {
    @TempDir
    Path temp;

    private static String text(String comment, int width) {
        return String.join("\n", DocText.lines(comment, new Style(false, width, 24)));
    }

    @Test
    void fillsToTheWidth() {
        assertThat(text("One two {@code three} four\nfive. <p>Six &lt;seven&gt; &amp; <b>eight</b>, 1 < 2.", 25))
                .isEqualTo("One two three four five.\n\nSix <seven> & eight, 1 <\n2.");
    }

    @Test
    void keepsCodeAsItIs() {
        assertThat(text("An example:\n<pre>{@code\nif (a < b) {\n    go(List.of(\"x\"));\n}\n}</pre>\nThat is it.", 40))
                .isEqualTo("""
                        An example:

                            if (a < b) {
                                go(List.of("x"));
                            }

                        That is it.""");
    }

    @Test
    void namesWhatLinksPointTo() {
        assertThat(text(
                        "See {@link #open(String, int)}, {@link dev.bpfsh.loader.BpfObject#map} and {@link Foo the foo}.",
                        80))
                .isEqualTo("See open(String, int), BpfObject.map and the foo.");
    }

    @Test
    void showsWhatBlocksSay() {
        assertThat(text("Does.\n\n@param name what it\n is called\n@return it\n@throws Foo\n  if not\n@since 9", 30))
                .isEqualTo("""
                        Does.

                        Parameters
                          name  what it is called

                        Returns
                          it

                        Throws
                          Foo  if not

                        Since
                          9""");
    }

    @Test
    void showsListsAsLists() {
        assertThat(text("Either:<ul><li>one thing<li>or another that is long</ul>or none.", 20))
                .isEqualTo("Either:\n  - one thing\n  - or another that\n    is long\n\nor none.");
    }

    @Test
    void anyTextWillDo() {
        for (var broken : List.of(
                "{@code a",
                "{@",
                "<pre>",
                "</pre>",
                "&#99999999;",
                "&lt",
                "<",
                "{@link",
                "@param",
                "{@link #f(",
                "<pre>{@code",
                "\u001b[2J<p>",
                "{{{{}}",
                "@",
                "<li>",
                "\0")) {
            assertThat(text(broken, 20)).doesNotContain("\u001b", "\0");
            assertThat(DocText.summary(broken)).doesNotContain("\u001b", "\0");
        }
    }

    @Test
    void theFirstSentenceIsTheSummary() {
        assertThat(DocText.summary("Opens {@code x.bpf.o}, e.g. one. Then more."))
                .isEqualTo("Opens x.bpf.o, e.g. one.");
    }

    @Test
    void theIndexHasWhatTheSourcesSay() throws Exception {
        var source = temp.resolve("A.java");
        Files.writeString(source, """
                package some.place;
                /** A type. */
                public class A {
                    /** Makes one. */ public A(int... n) {}
                    /** Calls. */ public <T> void call(java.util.Map<String, T> map, int[] n) {}
                    /** Hidden. */ private void hide() {}
                    /**
                     * A part.
                     * @param size in bytes
                     */
                    public record Part(int size) {}
                    interface Kind { /** All public. */ void go(); }
                }
                """);
        var index = DocIndex.parse(DocIndex.write(DocIndexer.index(List.of(source))));
        assertThat(index.of("some.place.A")).hasValue("A type.");
        assertThat(index.of("A(int... n)")).isEmpty();
        assertThat(index.of("void A.call(Map<String, T> map, int[] n)")).hasValue("Calls.");
        assertThat(index.of("void some.place.A.hide()")).isEmpty();
        assertThat(index.of("int A.Part.size()")).hasValue("in bytes");
        assertThat(index.of("void A.Kind.go()")).hasValue("All public.");
    }

    @Test
    void ourOwnIsInTheBuild() {
        assertThat(DocIndex.own().size()).isGreaterThan(1500);
        assertThat(DocIndex.own().of(dev.bpfsh.loader.BpfObject.class)).isPresent();
        assertThat(DocIndex.own().of("BpfObject Prelude.open(String nameOrFile)"))
                .hasValueSatisfying(text -> assertThat(text).contains("var minimal = open(\"minimal\")"));
    }
}
