// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JavaTokenTest {
    private static String cut(String text) {
        return JavaToken.of(text).stream()
                .map(token -> token.kind() + (token.whole() ? " " : "... ") + text.substring(token.from(), token.to()))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void tellsThePiecesOfJavaApart() {
        assertThat(cut("@Override public int x1(List<String> a) { return 0x1F + 1_000L - 1.5e-3 * MAX; }"))
                .isEqualTo("""
                        ANNOTATION @Override
                        KEYWORD public
                        KEYWORD int
                        NAME x1
                        OPEN (
                        TYPE List
                        OTHER <
                        TYPE String
                        OTHER >
                        NAME a
                        CLOSE )
                        OPEN {
                        KEYWORD return
                        NUMBER 0x1F
                        OTHER +
                        NUMBER 1_000L
                        OTHER -
                        NUMBER 1.5e-3
                        OTHER *
                        NAME MAX
                        OTHER ;
                        CLOSE }""");
        assertThat(cut("non-sealed @interface A .5f 1.max \ud83d\ude00")).isEqualTo("""
                        KEYWORD non-sealed
                        KEYWORD @interface
                        TYPE A
                        NUMBER .5f
                        NUMBER 1
                        OTHER .
                        NAME max
                        OTHER \ud83d\ude00""");
    }

    @Test
    void knowsWhereTextsAndCommentsEnd() {
        assertThat(cut("\"a\\\"(\" '\"' '\\'' \"\"\"\n {\" \\\"\"\"\" // }\n/* ) */ x"))
                .isEqualTo("""
                        STRING "a\\"("
                        CHARACTER '"'
                        CHARACTER '\\''
                        TEXT_BLOCK ""\"
                         {" \\""\""
                        COMMENT // }
                        COMMENT /* ) */
                        NAME x""");
        assertThat(cut("\"open\nx '")).isEqualTo("STRING... \"open\nNAME x\nCHARACTER... '");
        assertThat(cut("\"\"\"\nopen")).isEqualTo("TEXT_BLOCK... \"\"\"\nopen");
        assertThat(cut("/* open")).isEqualTo("COMMENT... /* open");
        assertThat(cut("\"\\")).isEqualTo("STRING... \"\\");
    }

    @Test
    void cutsAnyText() {
        Random random = new Random(1);
        String letters = "\"'\\/*{}()@.0xe+-\n aZ\u0000\ud83d\ude00\u4e2d";
        for (int i = 0; i < 20_000; i++) {
            String text = random.ints(random.nextInt(12), 0, letters.length())
                    .mapToObj(at -> letters.substring(at, at + 1))
                    .collect(Collectors.joining());
            int at = 0;
            for (JavaToken token : JavaToken.of(text)) {
                assertThat(text.substring(at, token.from())).as(text).isBlank();
                assertThat(token.to()).as(text).isGreaterThan(token.from());
                at = token.to();
            }
            assertThat(text.substring(at)).as(text).isBlank();
            Indent.at(text, text.length());
            LastArgument.of(text);
        }
    }
}
