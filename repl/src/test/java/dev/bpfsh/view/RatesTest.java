// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RatesTest {
    private long millis;

    @Test
    void eachTotalIsComparedWithWhatItWas() {
        var rates = new Rates(() -> millis * 1_000_000);
        assertThat(rates.of("at once", 100)).isZero();
        millis = 500;
        assertThat(rates.of("packets", 100)).isEqualTo(200);
        millis = 2500;
        assertThat(rates.of("packets", 110)).isEqualTo(5);
        assertThat(rates.of("bytes", 5000)).isEqualTo(2000);
        millis = 3500;
        assertThat(rates.of("packets", 110)).isZero();
        // A map that was emptied.
        millis = 4500;
        assertThat(rates.of("packets", 60)).isEqualTo(-50);
    }
}
