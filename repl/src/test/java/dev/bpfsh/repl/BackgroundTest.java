// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Lifetime;
import dev.bpfsh.loader.Session;
import dev.bpfsh.view.Style;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What stands around a line that is being typed. */
@Timeout(300)
class BackgroundTest {
    private LineBeingTyped line;
    private Screen screen;
    private Above above;
    private Background background;

    @BeforeEach
    void typeALine() throws Exception {
        line = new LineBeingTyped(40, 12);
        screen = line.screen();
        above = line.above();
        background = new Background(above, () -> Style.plain());
        line.reader().surroundedBy(background);
        line.type();
    }

    @AfterEach
    void finish() throws Exception {
        Session.current().close();
        line.enter();
        background.close();
        line.close();
    }

    @Test
    void keepsALiveTableAboveTheLine() throws Exception {
        background.show(this, "CALL  COUNT\nread      1\n");
        screen.awaitEnd("CALL  COUNT\nread      1\nbpfsh> int abc");
        background.show(this, "CALL  COUNT\nread     22\nwrite     1\n");
        screen.awaitEnd("CALL  COUNT\nread     22\nwrite     1\nbpfsh> int abc");
        // It is left after three seconds.
        background.show(this, "CALL  COUNT\nread     22\nwrite     1\n");
        above.background("an event\n");
        screen.awaitEnd("an event\nCALL  COUNT\nread     22\nwrite     1\nbpfsh> int abc");
        screen.type("d").awaitEnd("an event\nCALL  COUNT\nread     22\nwrite     1\nbpfsh> int abcd");
        // Who stops showing it leaves it as it was.
        screen.type("e").awaitEnd("abcde");
        Thread.sleep(3_200);
        background.wake();
        above.background("another\n");
        screen.await("another").awaitEnd("bpfsh> int abcde");
    }

    @Test
    void showsAsMuchOfATableAsThereIsRoomFor() throws Exception {
        background.show(this, "NAME\n" + "x\n".repeat(20) + "\u001b[2J" + "y".repeat(100) + "\n");
        screen.awaitEnd("NAME\nx\nx\nx\nx\n... 17 more lines\nbpfsh> int abc");
    }

    @Test
    void showsHowThingsStandBelowTheLine() throws Exception {
        Lifetime.every(Duration.ofHours(1), () -> {});
        background.wake();
        screen.awaitEnd("bpfsh> int abc\n1 timer");
        above.background("an event\n");
        screen.awaitEnd("an event\nbpfsh> int abc\n1 timer");
        background.setting().set().accept("off");
        screen.awaitEnd("bpfsh> int abc");
        background.setting().set().accept("on");
        screen.awaitEnd("bpfsh> int abc\n1 timer");
        screen.enter("").awaitEnd("bpfsh> int abc");
    }
}
