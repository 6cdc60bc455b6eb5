// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionTest {
    private final Session session = Session.current();
    private final List<String> closed = new ArrayList<>();

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void closesWhatWasMadeForSomebodyAndNothingElse() throws Exception {
        own("nobody's");
        var maker = new Object();
        Session.as(maker, () -> {
            own("first");
            // What a thread makes is for the same as what started it.
            var thread = new Thread(() -> own("second"));
            thread.start();
            thread.join();
            return null;
        });
        own("nobody's either");
        assertThat(session.madeFor(maker)).hasSize(2);
        session.closeMadeFor(maker);
        assertThat(closed).containsExactly("second", "first");
        assertThat(session.alive()).hasSize(2);
    }

    @Test
    void numbersStayWhileAnythingIsAlive() {
        own("a");
        var b = own("b");
        own("c");
        session.disown(b);
        assertThat(session.numbered().stream().map(Session.Alive::number)).containsExactly(1, 3);
        own("d");
        assertThat(session.numbered().get(2).number()).isEqualTo(4);
        session.close();
        own("e");
        assertThat(session.numbered().get(0).number()).isEqualTo(1);
    }

    @Test
    void whatFailsToCloseIsNotTriedAgain() {
        own("a");
        session.own(() -> {
            throw new IllegalStateException("no");
        });
        own("b");
        assertThatThrownBy(session::close).hasMessageContaining("no");
        assertThat(closed).containsExactly("b", "a");
        assertThat(session.alive()).isEmpty();
    }

    private AutoCloseable own(String name) {
        return session.own(() -> closed.add(name));
    }
}
