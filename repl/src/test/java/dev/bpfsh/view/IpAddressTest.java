// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IpAddressTest {
    private static List<Byte> bytes(byte[] bytes) {
        var list = new ArrayList<Byte>();
        for (byte octet : bytes) {
            list.add(octet);
        }
        return list;
    }

    private static List<Byte> bytes(String address) throws Exception {
        return bytes(InetAddress.getByName(address).getAddress());
    }

    @Test
    void addressesAreShownInTheirShortestForm() throws Exception {
        for (var address : List.of(
                "127.0.0.1",
                "255.255.255.255",
                "0.0.0.0",
                "::1",
                "::",
                "fe80::1",
                "2001:db8::",
                "2001:db8:0:1:1:1:1:1",
                "2001:0:0:1::1",
                "2001:db8::1:0:0:1",
                "1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7:0",
                "0:2:3:4:5:6:7:8")) {
            assertThat(IpAddress.text(bytes(address))).isEqualTo(address);
        }
    }

    @Test
    void oneOfIpv4InIpv6IsShownAsIpv4() {
        var mapped = new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, (byte) 200};
        assertThat(IpAddress.text(bytes(mapped))).isEqualTo("10.0.0.200");
    }

    @Test
    void whatIsShownMeansTheSameAddress() throws Exception {
        var random = new Random(4);
        for (int i = 0; i < 2000; i++) {
            var address = new byte[16];
            for (int j = 0; j < address.length; j++) {
                address[j] = random.nextInt(3) == 0 ? (byte) random.nextInt() : 0;
            }
            assertThat(InetAddress.getByName(IpAddress.text(bytes(address))))
                    .isEqualTo(InetAddress.getByAddress(address));
        }
    }

    @Test
    void otherNumbersOfBytesAreRefused() {
        assertThatThrownBy(() -> IpAddress.text(List.of(1, 2, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an address has 4 bytes (IPv4) or 16 (IPv6), not 3");
    }

    @Test
    void bytesOfAnArrayAreAnAddressToo() throws Exception {
        assertThat(IpAddress.text(InetAddress.getByName("192.168.200.1").getAddress()))
                .isEqualTo("192.168.200.1");
        assertThatThrownBy(() -> IpAddress.text(new byte[5])).hasMessageEndingWith("not 5");
    }
}
