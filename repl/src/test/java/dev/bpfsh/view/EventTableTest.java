// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.btf.EnumValue;
import example.Things;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventTableTest {
    private final StringBuilder shown = new StringBuilder();

    private EventTable table(boolean json, Style style) {
        return new EventTable(json, () -> style, shown::append)
                .text("TIME", 8)
                .text("COMM", 16)
                .number("PID", 7)
                .text("FILENAME/EXIT CODE");
    }

    @Test
    void columnsStandBelowEachOther() {
        var table = table(false, new Style(false, 80, 24));
        table.row("12:34:56", "java", 4711, "/bin/true");
        table.row("12:34:57", "sh", 12, null);
        assertThat(shown.toString().lines())
                .containsExactly(
                        "TIME     COMM                 PID FILENAME/EXIT CODE",
                        "12:34:56 java                4711 /bin/true",
                        "12:34:57 sh                    12 -");
    }

    @Test
    void aNarrowTerminalCutsTextAndNeverNumbers() {
        var table = table(false, new Style(false, 40, 24));
        table.row("12:34:56", "0123456789abcdef", 1234567, "/usr/lib/a/very/long/name/of/a/file");
        assertThat(shown.toString().lines())
                .allMatch(line -> line.length() <= 40)
                .anyMatch(line -> line.contains(" 1234567 /usr"));
    }

    @Test
    void aTerminalThatIsTooNarrowForAllGetsTheFirstColumnsWhole() {
        var table = new EventTable(false, () -> new Style(false, 20, 24), shown::append)
                .text("COMM", 16)
                .number("PID", 7)
                .number("BYTES", 8);
        table.row("0123456789abcdef", 1234567, 12345678);
        assertThat(shown.toString().lines())
                .containsExactly("COMM             PID", "(a wider screen s...", "012345678... 1234567");
    }

    @Test
    void aValueOfAnEnumIsItsNameOrItsNumber() {
        table(false, Style.unbounded()).row("", new EnumValue("TCP", 6), 1, new EnumValue("", 250));
        assertThat(shown.toString().lines().skip(1)).containsExactly("         TCP                    1 250");
        shown.setLength(0);
        table(true, Style.unbounded()).row("", new EnumValue("TCP", 6), 1, new EnumValue("", 250));
        assertThat(shown.toString()).contains("\"comm\":\"TCP\"", "\"filename_exit_code\":250");
    }

    @Test
    void aPipeGetsAllOfIt() {
        var table = table(false, Style.unbounded());
        table.row("12:34:56", "a-name-of-more-than-16", 1, "x".repeat(300));
        assertThat(shown.toString().lines().skip(1))
                .containsExactly("12:34:56 a-name-of-more-than-16       1 " + "x".repeat(300));
    }

    @Test
    void controlCharactersOfOthersReachNoTerminal() {
        table(false, new Style(false, 80, 24)).row("12:34:56", "a\u001b[2Jb\nc", 1, "");
        assertThat(shown.toString().lines()).hasSize(2).last().asString().contains("a\\e[2Jb\\nc");
    }

    @Test
    void otherProgramsGetAnObjectALineAndNoNames() {
        var table = table(true, new Style(true, 40, 24));
        table.row("12:34:56", "a\"b", 4711, null);
        table.row("12:34:56", "é\n", -1L, "x".repeat(50));
        assertThat(shown.toString().lines())
                .containsExactly(
                        "{\"time\":\"12:34:56\",\"comm\":\"a\\\"b\",\"pid\":4711,\"filename_exit_code\":null}",
                        "{\"time\":\"12:34:56\",\"comm\":\"é\\n\",\"pid\":-1,\"filename_exit_code\":\"" + "x".repeat(50)
                                + "\"}");
    }

    @Test
    void aCellIsOneTextInATableAndHasPartsInJson() {
        var end = Cell.of("3, after \u001b ms", "exit_code", 3L, "duration_ms", null);
        table(false, Style.unbounded()).row("12:34:56", "sh", 1, end);
        table(true, Style.unbounded()).row("12:34:56", "sh", 1, end);
        assertThat(shown.toString().lines().skip(1))
                .containsExactly(
                        "12:34:56 sh                     1 3, after \\e ms",
                        "{\"time\":\"12:34:56\",\"comm\":\"sh\",\"pid\":1,\"exit_code\":3,\"duration_ms\":null}");
        assertThatThrownBy(() -> Cell.of("3", "exit_code"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exit_code");
        assertThatThrownBy(() -> Cell.of("3", 3, "exit_code")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theRestOfALineWithoutEndIsAsLongAsItsText() {
        new EventTable(false, Style::unbounded, shown::append)
                .text("FILENAME")
                .number("PID", 7)
                .row("/bin/a-long-name", 12);
        assertThat(shown.toString().lines()).containsExactly("FILENAME         PID", "/bin/a-long-name      12");
    }

    @Test
    void aTableFollowsItsTerminal() throws InterruptedException {
        var width = new AtomicInteger(80);
        var table = new EventTable(false, () -> new Style(false, width.get(), 24), shown::append).text("FILENAME");
        table.row("x".repeat(60));
        width.set(30);
        Thread.sleep(150);
        table.row("x".repeat(60));
        assertThat(shown.toString().lines().map(String::length)).containsExactly(8, 60, 30);
    }

    @Test
    void rowsThatDoNotFitTheColumnsAreRefused() {
        var table = table(false, Style.unbounded());
        assertThatThrownBy(() -> table.row("12:34:56"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 values for the 4 columns [TIME, COMM, PID, FILENAME/EXIT CODE]");
        assertThatThrownBy(() -> table.text("MORE")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aLiveTableStaysInItsPlaceAndOnItsScreen() {
        var rows = List.of(Arrays.asList("tcp", 3), Arrays.asList("udp", 2), Arrays.asList("icmp", 1));
        var live = new LiveTable(false, () -> new Style(false, 40, 4), () -> true, shown::append)
                .text("PROTOCOL", 8)
                .number("PACKETS", 8);
        live.show(rows);
        live.show(rows.subList(1, 3));
        assertThat(shown.toString())
                .isEqualTo(
                        "\u001b[H\u001b[2JPROTOCOL  PACKETS\u001b[K\ntcp             3\u001b[K\n"
                                + "udp             2\u001b[K\n\u001b[J"
                                + "\u001b[HPROTOCOL  PACKETS\u001b[K\nudp             2\u001b[K\nicmp            1\u001b[K\n\u001b[J");
    }

    @Test
    void aLiveTableInAFileIsABlockEachTime() {
        var live = new LiveTable(false, Style::unbounded, () -> true, shown::append)
                .text("A", 3)
                .number("B", 3);
        live.show(List.of(List.of("x", 1)));
        live.show(List.of(List.of("x", 2)));
        assertThat(shown.toString()).isEqualTo("A     B\nx     1\n\nA     B\nx     2\n");
    }

    @Test
    void aLiveTableInJsonIsALineForEachRow() {
        var live = new LiveTable(true, Style::unbounded, () -> true, shown::append)
                .text("A", 3)
                .number("B/s", 3);
        live.show(List.of(List.of("x", 1), List.of("y", 1.5)));
        assertThat(shown.toString()).isEqualTo("{\"a\":\"x\",\"b_s\":1}\n{\"a\":\"y\",\"b_s\":1.5}\n");
    }

    @Test
    void theNamesOfAListingComeAgainWhenTheyAreOutOfSight() {
        var table = new EventTable(false, () -> new Style(false, 40, 6), shown::append);
        var listing = new EventListing(table, () -> "12:34:56", List.of("pid", "comm"), List.of());
        for (int i = 0; i < 5; i++) {
            listing.add(new Things.Task(i, "sh", 0));
        }
        assertThat(shown.toString().lines())
                .containsExactly(
                        "time         pid comm",
                        "12:34:56       0 sh",
                        "12:34:56       1 sh",
                        "time         pid comm",
                        "12:34:56       2 sh",
                        "12:34:56       3 sh",
                        "time         pid comm",
                        "12:34:56       4 sh");
    }

    private EventListing listing(int width, String... columns) {
        var table = new EventTable(false, () -> new Style(false, width, 24), shown::append);
        return new EventListing(table, () -> "12:34:56", List.of(columns), List.of());
    }

    @Test
    void anEventMaySayItsOwnTime() {
        listing(80).add(Row.of("time", 7L, "Time", "a", "_time", "b"));
        assertThat(shown.toString().lines())
                .containsExactly(
                        "seen           time Time             _time", "12:34:56          7 a                b");
    }

    @Test
    void whatTheOthersLeaveBelongsToATextThatCanBeLong() {
        listing(60).add(Row.of("pid", 1, "filename", "/usr/lib/a/name/of/30/letters", "exit", true));
        assertThat(shown.toString().lines())
                .last()
                .isEqualTo("12:34:56       1 /usr/lib/a/name/of/30/letters         true");
    }

    @Test
    void aTimeIsNeverCut() {
        var event = Row.of("pid", 1, "ppid", 2, "comm", "a-long-name", "filename", "/usr/lib/a/long/name");
        listing(50).add(event);
        assertThat(shown.toString().lines()).last().isEqualTo("12:34:56       1       2 a-long-name  /usr/lib/...");
        shown.setLength(0);
        listing(30).add(event);
        assertThat(shown.toString().lines())
                .containsExactly(
                        "time         pid    ppid", "(a wider screen shows comm,...", "12:34:56       1       2");
    }

    @Test
    void twoNamesMayBeOneInSmallLetters() {
        new EventTable(true, Style::unbounded, shown::append)
                .text("PID", 3)
                .text("pid ", 4)
                .text("\u540d", 4)
                .row(1, 2, 3);
        assertThat(shown).hasToString("{\"pid\":1,\"pid \":2,\"\u540d\":3}\n");
        var table = new EventTable(true, Style::unbounded, shown::append).text("PID", 3);
        assertThatThrownBy(() -> table.text("pid", 3)).hasMessage("there is a column pid already");
    }
}
