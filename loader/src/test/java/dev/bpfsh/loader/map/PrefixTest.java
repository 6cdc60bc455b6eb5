// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0/8",
        "10.1.2.3/8, 10.0.0.0/8",
        "10.1.2.3, 10.1.2.3/32",
        "0.0.0.0/0, 0.0.0.0/0",
        "255.255.255.255/31, 255.255.255.254/31",
        "fe80::/10, fe80::/10",
        "::/0, ::/0",
        "::1, ::1/128",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1/128",
        "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7/128",
        "1:2:3:4:5:6:7:0, 1:2:3:4:5:6:7:0/128",
        "1:2:3:4:5:6::, 1:2:3:4:5:6::/128",
        "::ffff:1.2.3.4, ::ffff:102:304/128",
        "ff00::/9, ff00::/9",
        "ffff::/9, ff80::/9"
    })
    void readsAndShowsAddresses(String given, String shown) {
        assertThat(Prefix.of(given)).hasToString(shown);
        assertThat(Prefix.of(shown)).isEqualTo(Prefix.of(given)).hasSameHashCodeAs(Prefix.of(given));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/8",
                "localhost",
                "10.0.0/8",
                "10.0.0.256",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/x",
                "10.0.0.0/",
                "fe80::/129",
                "fe80::%lo/10",
                "1:2",
                ":::",
                "10.0.0.0/8/8"
            })
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> Prefix.of(text))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("prefix " + text)
                .hasMessageContaining("hint: as 10.0.0.0/8");
    }

    @Test
    void takesBytesOfAnyLength() throws Exception {
        assertThat(Prefix.of(12, (byte) 0x0a, (byte) 0xff)).hasToString("0af0/12");
        assertThat(Prefix.of(0, new byte[8])).hasToString("0000000000000000/0");
        assertThat(Prefix.of(InetAddress.getByName("192.168.0.1"))).isEqualTo(Prefix.of("192.168.0.1"));
        assertThat(Prefix.of(8, (byte) 1, (byte) 2, (byte) 3, (byte) 4).data()).containsExactly(1, 0, 0, 0);
        assertThatThrownBy(() -> Prefix.of(17, new byte[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 16");
    }

    @Test
    void whatIsShownIsReadAgain() {
        var random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            var data = new byte[random.nextBoolean() ? 4 : 16];
            for (int b = 0; b < data.length; b++) {
                data[b] = (byte) (random.nextInt(3) == 0 ? random.nextInt() : 0);
            }
            var prefix = Prefix.of(random.nextInt(data.length * 8 + 1), data);
            assertThat(Prefix.of(prefix.toString())).isEqualTo(prefix);
        }
    }
}
