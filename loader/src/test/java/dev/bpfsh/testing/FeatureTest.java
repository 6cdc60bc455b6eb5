// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureTest {
    @ParameterizedTest
    @EnumSource
    void isThereOrSaysWhyNot(Feature feature) {
        assertThat(feature.missing()).isSameAs(feature.missing());
        feature.missing().ifPresent(why -> assertThat(why).isNotBlank().doesNotStartWith("probe failed"));
    }
}
