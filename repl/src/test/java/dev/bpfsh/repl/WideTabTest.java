// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same at 200x60. */
@Timeout(300)
class WideTabTest extends TypedSession {
    @Override
    int columns() {
        return 200;
    }

    @Override
    int rows() {
        return 60;
    }

    @Test
    void theMenuTakesTheRoomThereIs() throws Exception {
        screen.enter("String text = \"abc\"").awaitEnd("text ==> \"abc\"\nbpfsh>");
        screen.type("text." + TAB).await("methods of every object");
        // All of String, in columns, each with its type.
        assertThat(screen.text())
                .containsPattern("charAt\\( +char")
                .containsPattern("toUpperCase\\( +String")
                .containsPattern("notifyAll\\(\\) +void")
                .doesNotContain(" more");
        screen.type(TAB).await("char String.charAt(int index)").await("more lines: Tab");
        screen.type(TAB).await("void Object.notifyAll()");
        screen.type("lengt" + TAB).awaitEnd("bpfsh> text.length()");
    }
}
