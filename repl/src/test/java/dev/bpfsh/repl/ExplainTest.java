// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the prompt tells of a step, and where more of an error is taught. */
@Timeout(300)
@RequiresKernel({Feature.BPF, Feature.TRACEFS})
class ExplainTest extends TypedSession {
    private static final String OPENED = "  read N bytes of ELF and N types of BTF; this process alone has them";
    private static final String KEPT = "  kept in this process until load() makes the map behind .bss begin with it";
    private static final String PUT = "  one bpf(2) call changed map N; the next look-up of a program sees it";

    @Override
    String prelude() {
        return Launch.prelude();
    }

    /** So that nothing scrolls away. */
    @Override
    int rows() {
        return 100;
    }

    @BeforeEach
    void comeWithLessons() {
        System.setProperty("bpfsh.home", Bpfsh.root().toString());
    }

    @AfterEach
    void forgetLessons() {
        System.clearProperty("bpfsh.home");
    }

    /** What is said to a line, with N in the place of numbers that are others each time. */
    private String answer(String line) throws Exception {
        screen.enter(line);
        long until = System.nanoTime() + 60_000_000_000L;
        while (behind(line).indexOf("\nbpfsh>") < 0 && System.nanoTime() < until) {
            Thread.sleep(10);
        }
        var answer = behind(line);
        return answer.substring(0, answer.indexOf("\nbpfsh>"))
                .stripTrailing()
                .replaceFirst("^\n", "")
                .replaceAll("(map|program|link|fd)s? \\d+(?:, \\d+)*", "$1 N")
                .replaceAll("[\\d,]+ (bytes|types|steps|B)", "N $1");
    }

    private String behind(String line) {
        var text = screen.text();
        int at = text.lastIndexOf("bpfsh> " + line + "\n");
        return at < 0 ? "" : text.substring(at + ("bpfsh> " + line).length());
    }

    @Test
    void tellsWhatEachStepOfALifeDid() throws Exception {
        assertThat(answer("var minimal = open(\"minimal\")")).endsWith("then load()\n" + OPENED);
        assertThat(answer("minimal.bss().set(\"my_pid\", 1)")).isEqualTo(KEPT);
        assertThat(answer("minimal.load()")).isEqualTo("""
                  made map N; verified program N in N steps: N B of code
                  nothing runs yet; next attach(), and globals can be set still""".indent(2).stripTrailing());
        assertThat(answer("var link = minimal.attach().get(0)"))
                .endsWith("  link N holds it there: the kernel runs it at each pass\n"
                        + "  next trace() shows what it prints; close() of the link detaches");
        assertThat(answer("minimal.global(\"my_pid\").set(2)"))
                .isEqualTo("  written into map N itself, which is mapped here; the next run sees it");
        assertThat(answer("link.pin(Path.of(\"/sys/fs/bpf/explained\"))"))
                .isEqualTo("  link N has a name in bpffs, which keeps it when this process ends\n"
                        + "  next unpin(), or rm /sys/fs/bpf/explained in a shell, lets it go");
        assertThat(answer("link.unpin()")).isEqualTo("  the name is gone; link N ends with the last who holds it");
        assertThat(answer("link.close()"))
                .isEqualTo("  link N is gone; handle_tp stays loaded, and nothing runs it\n"
                        + "  next attach() again, or close() of the object");
        assertThat(answer("minimal.close()"))
                .isEqualTo("  gave back program N, map N\n  what nobody else holds is gone");
        assertThat(answer("minimal.close();")).isEmpty();
        // Behind what is said of the variable that has lost it, and of the value; not behind what does nothing.
        assertThat(answer("var other = open(\"minimal\")")).endsWith(OPENED);
        assertThat(answer("void nothing() {}")).isEqualTo("created method nothing()");
        assertThat(answer("other = open(\"minimal\")"))
                .containsPattern("(?s)^note: .*then load\\(\\)\n" + OPENED + "$");
        assertThat(screen.text().lines()).noneMatch(line -> line.contains("\u2026"));
    }

    @Test
    void saysNothingThatIsKnownByNow() throws Exception {
        assertThat(answer("var m = BpfMap.create(\"hash\", \"m\", 4, 8, 16)"))
                .endsWith("  map N is in the kernel, held by fd N; with its last holder it is gone");
        // A loop is known before it is run, and so is what another thread does.
        assertThat(answer("for (int i = 0; i < 5; i++) m.put(i, i)")).isEmpty();
        assertThat(answer("new Thread(() -> m.put(7, 7)).start()")).isEmpty();
        for (int i = 0; i < 3; i++) {
            assertThat(answer("m.put(1, " + i + ")")).isEqualTo(PUT);
        }
        assertThat(answer("m.put(1, 4)")).isEmpty();
        assertThat(answer("m.remove(1)"))
                .endsWith("  one bpf(2) call took it out of map N; a program that looks gets NULL");
        assertThat(answer("/explain on")).isEmpty();
        assertThat(answer("m.put(1, 5)")).isEqualTo(PUT);
        assertThat(answer("/explain off")).isEmpty();
        assertThat(answer("m.put(1, 6)")).isEmpty();
        assertThat(answer("/explain")).isEqualTo("explain is off");
        assertThat(answer("/explain no")).isEqualTo("/explain takes on, off");
        assertThat(answer("/set explain on")).isEmpty();
        assertThat(answer("m.put(1, 7)")).isEqualTo(PUT);
        assertThat(answer("m.close()")).isEqualTo("  gave back map N\n  what nobody else holds is gone");
        assertThat(answer("m.close();")).isEmpty();
        assertThat(answer("run(\"minimal\", \"--seconds\", \"0\")")).doesNotContain("made map");
    }

    @Test
    void saysWhereMoreOfAnErrorIsTaught() throws Exception {
        assertThat(answer("var minimal = open(\"minimal\")")).contains("OPENED");
        assertThat(answer("minimal.bss().set(\"my_pdi\", 1)"))
                .contains("\nhint: did you mean my_pid?\nlearn more: /lesson maps\n");
        assertThat(answer("minimal.attach()")).contains("next is load()\nlearn more: /lesson lifecycle\n");
        assertThat(answer("minimal.program(\"x\")")).contains("\nlearn more: /lesson object\n");
        assertThat(answer("minimal.load()")).contains("verified");
        assertThat(answer("var program = minimal.program(\"handle_tp\")")).contains("handle_tp");
        assertThat(answer("program.attach(tracepoint(\"syscalls\", \"sys_enter_wirte\"))"))
                .contains("\nlearn more: /lesson tracepoints\n");
        assertThat(answer("program.attach(uprobe(\"libc.so.6\", \"mallok\"))"))
                .contains("\nlearn more: /lesson user-space\n");
        assertThat(answer("program.attach(xdp(\"nowhere0\"))")).contains("\nlearn more: /lesson packets\n");
        assertThat(answer("minimal.ringBuffer(\"minimal.bss\")")).contains("\nlearn more: /lesson events\n");
        assertThat(answer("compile(\"int x = y;\")")).contains("\nlearn more: /lesson object\n");
        assertThat(answer("throw new RuntimeException(\"mine\")")).doesNotContain("learn more");
        assertThat(answer("deps(\"nothing\")")).contains("\nlearn more: /help\n");
        screen.enter("/lesson lifecycle").await("lifecycle 1/");
        screen.type("\u0003");
        screen.enter("minimal.load()").await("this needs OPENED; next is attach() or close()\n  at");
    }
}
