// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that compilers made, most of them of HotSpot and libstdc++; right is what c++filt says without arguments. */
class CxxNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "main main",
                "_ZN9JavaCalls11call_helperEP9JavaValueRK12methodHandleP17JavaCallArgumentsP10JavaThread JavaCalls::call_helper",
                "_ZL17jni_invoke_staticP7JNIEnv_P9JavaValue.constprop.1 jni_invoke_static.constprop.1",
                "_Z3fooi foo",
                "_ZNK6Symbol11as_C_stringEPci Symbol::as_C_string",
                "_ZN6vectorIiE9push_backERKi vector<>::push_back",
                "_ZNSt6vectorIiSaIiEE9push_backEOi std::vector<>::push_back",
                "_ZNSt6vectorISt4pairIKSsPFvvEESaIS4_EE5clearEv std::vector<>::clear",
                "_ZSt4sortIPiEvT_S1_ std::sort<>",
                "_ZN3FooC1Ev Foo::Foo",
                "_ZN3FooD0Ev Foo::~Foo",
                "_ZNSaIcED2Ev std::allocator<>::~allocator",
                "_ZN3FooaSERKS_ Foo::operator=",
                "_ZN3FooclEv Foo::operator()",
                "_ZN12_GLOBAL__N_13barEv '(anonymous namespace)::bar'",
                "_ZZ4mainENKUlvE_clEv main::{lambda}::operator()",
                "_ZZN3Foo3runEiENKUliE0_clEi Foo::run::{lambda}::operator()",
                "_ZN14AccessInternal15RuntimeDispatchILm1335366EP7oopDescLNS_11BarrierTypeE1EE13store_at_initES2_lS2_"
                        + " AccessInternal::RuntimeDispatch<>::store_at_init",
                "_ZNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEE6appendEPKc std::__cxx11::basic_string<>::append",
                "_ZNKSs4sizeEv std::string::size",
                "_ZN3foo3barB5cxx11Ev foo::bar",
                "_ZThn16_N3FooD1Ev _ZThn16_N3FooD1Ev",
                "_RNvC7mycrate4main _RNvC7mycrate4main",
                "_Z _Z",
                "_ZN _ZN",
                "_ZN3Foo _ZN3Foo",
                "_ZN999999999999Foo _ZN999999999999Foo",
            })
    void namesAsTheyStandInTheSource(String mangled, String name) {
        assertThat(CxxName.of(mangled)).isEqualTo(name);
    }

    @Test
    void anyTextIsAnsweredAndSoon() {
        var random = new Random(3);
        var letters = "NIESTtLKPRDCUl_0123456789abFMAZXJZ".toCharArray();
        for (int i = 0; i < 100_000; i++) {
            var text = new StringBuilder("_Z");
            for (int length = random.nextInt(60); length > 0; length--) {
                text.append(letters[random.nextInt(letters.length)]);
            }
            assertThat(CxxName.of(text.toString())).isNotNull();
        }
        assertThat(CxxName.of("_Z" + "N".repeat(1_000_000))).startsWith("_ZNNN");
        assertThat(CxxName.of("_Z1fI" + "P".repeat(1_000_000))).startsWith("_Z1f");
        assertThat(CxxName.of("_Z1fI" + "F".repeat(1_000_000))).startsWith("_Z1f");
        assertThat(CxxName.of("_Z1fI" + "1aI".repeat(1_000_000))).startsWith("_Z1f");
    }
}
