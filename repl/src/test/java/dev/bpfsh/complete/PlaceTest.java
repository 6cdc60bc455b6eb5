// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {
    /** The input up to the cursor; what is completed there begins behind the bar. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "foo.|ba, CODE",
                "|, CODE",
                "`x(\"a\", |ne`, CODE",
                "`open(\"|dir/na`, STRING",
                "`open(\"|a\\\"b`, STRING",
                "`'\"' + |fo`, CODE",
                "`// \"fo|`, OTHER",
                "`/* \" */ \"|fo`, STRING",
                "`\"\"\"\ntext \"fo`, OTHER",
                "`\"\"|`, CODE",
                "`\"a\n|b`, CODE",
            })
    void knowsWhatIsBeingTyped(String marked, Place.Kind kind) {
        var text = marked.replace("|", "");
        var place = Place.of(text, text.length());
        assertThat(place.kind()).isEqualTo(kind);
        if (kind != Place.Kind.OTHER) {
            assertThat(place.start()).isEqualTo(marked.indexOf('|'));
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`open(\"`, ``, open, 0",
                "`minimal.map(\"`, minimal, map, 0",
                "`a . b (1)\n .c(\"x)\") . d (1, f(2), \"`, `a . b (1)\n .c(\"x)\")`, d, 2",
                "`new Foo(\"`, ``, Foo, 0",
                "`every(seconds(1), () -> { minimal.map(\"`, minimal, map, 0",
                "`x[i].get(\"`, x[i], get, 0",
                "`(a + b).get(\"`, (a + b), get, 0",
                "`\"text\".concat(\"`, `\"text\"`, concat, 0",
            })
    void findsTheCallThatALiteralIsFor(String text, String receiver, String method, int argument) {
        var call = Invocation.ofLiteral(text, text.length(), Place.of(text, text.length()))
                .orElseThrow();
        assertThat(call.receiver()).isEqualTo(receiver);
        assertThat(call.method()).isEqualTo(method);
        assertThat(call.argument()).isEqualTo(argument);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"`\"`", "`(\"`", "`if (\"`", "`f(1 + \"`", "`f(new String[] {\"`", "`)(\"`", "`f) \"`"})
    void findsNoneWhereThereIsNone(String text) {
        assertThat(Invocation.ofLiteral(text, text.length(), Place.of(text, text.length())))
                .isEmpty();
    }

    @Test
    void knowsWhatTheArgumentsBeforeSay() {
        var text = "usdt(\"libjvm.so\", \"a\\\"b\", x, \"";
        var call = Invocation.ofLiteral(text, text.length(), Place.of(text, text.length()))
                .orElseThrow();
        assertThat(call.literal(0)).hasValue("libjvm.so");
        assertThat(call.literal(1)).isEmpty();
        assertThat(call.literal(2)).isEmpty();
    }
}
