// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Eventually;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is evaluated before the first prompt may fail in any way: the prompt comes all the same. */
@Timeout(300)
class StartUpTest extends TypedSession {
    @Override
    List<Beginning> beginnings() {
        return List.of(
                new Beginning(
                        "good.jsh",
                        "int good = 1;\n/set feedback verbose\n/set feedback normal\nSystem.out.println(\"printed\");",
                        false),
                new Beginning("throws.jsh", "int before = 1;\nint x = 1 / 0;\nint after = 1;", false),
                new Beginning("wrong.jsh", "int y = nosuch;", false),
                new Beginning("hangs.jsh", "System.setProperty(\"hangs\", \"\"); Thread.sleep(100_000);", false),
                Beginning.args("a b", "\"q\\", "e\n"),
                new Beginning("script.jsh", "int mine = args.length;", true));
    }

    @Override
    void awaitStart() throws Exception {
        screen.await("hello\nprinted\n");
        screen.await(
                "ArithmeticException: / by zero\n  at throws.jsh:2\nthrows.jsh: the rest of it was not evaluated\n");
        screen.await("wrong.jsh:1:9: cannot find variable nosuch\n");
        screen.awaitEnd("\nwrong.jsh: the rest of it was not evaluated");
        awaitHanging();
        screen.type(CTRL_C).await("stopped\nhangs.jsh: the rest of it was not evaluated\nbpfsh>");
    }

    private static void awaitHanging() throws Exception {
        Eventually.holds(() -> assertThat(System.getProperty("hangs")).isNotNull());
        System.clearProperty("hangs");
    }

    @Test
    void isThereAndIsNotTheUsers() throws Exception {
        screen.enter("good + before").awaitEnd("==> 2\nbpfsh>");
        screen.enter("after").await("cannot find variable after").awaitEnd("\nbpfsh>");
        screen.enter("List.of(args)").awaitEnd("==> [\"a b\", \"\\\"q\\\\\", \"e\\n\"]\nbpfsh>");
        screen.enter("/list")
                .awaitEnd("   1 : int mine = args.length;\n   2 : good + before;\n   3 : List.of(args);\nbpfsh>");
        screen.enter("/reset").awaitEnd("\nwrong.jsh: the rest of it was not evaluated");
        awaitHanging();
        screen.type(CTRL_C).await("prelude").awaitEnd("\nbpfsh>");
        screen.enter("good").awaitEnd("good ==> 1\nbpfsh>");
    }

    @Test
    void liesInTheUsersConfigurationFolder() {
        assertThat(Beginning.startUpFile("/etc/mine", "/home/me")).isEqualTo(Path.of("/etc/mine/bpfsh/startup.jsh"));
        assertThat(Beginning.startUpFile(null, "/home/me")).isEqualTo(Path.of("/home/me/.config/bpfsh/startup.jsh"));
        assertThat(Beginning.startUpFile("relative", "/home/me"))
                .isEqualTo(Path.of("/home/me/.config/bpfsh/startup.jsh"));
    }
}
