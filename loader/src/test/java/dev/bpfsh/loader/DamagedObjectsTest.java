// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static dev.bpfsh.loader.PatchedObject.ARRAY;
import static dev.bpfsh.loader.PatchedObject.DATASEC;
import static dev.bpfsh.loader.PatchedObject.FUNC;
import static dev.bpfsh.loader.PatchedObject.STRUCT;
import static dev.bpfsh.loader.PatchedObject.VAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Libbpf;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damage of which libbpf 1.1 dies, or which has it write where nobody expects it, by itself or together with other
 * damage: libbpf must not see the object.
 */
class DamagedObjectsTest {
    private static final String PARTS = "the file is cut short or damaged";

    static List<Path> sound() {
        return Corpus.all();
    }

    @ParameterizedTest
    @MethodSource("sound")
    void soundObjectsAreNotRefused(Path file) {
        assertThatCode(() -> ObjectCheck.check(new ObjectFile(file).read())).doesNotThrowAnyException();
    }

    @Test
    void aSymbolBeyondItsSection() {
        var object = new PatchedObject("map_struct_ops");
        // With the 40 bytes of the variable this is 32, when cut to 32 bits.
        assertRefused(object.putLong(object.symbol("corpus_cc") + 8, 0xfffffff8L), PARTS);
    }

    @Test
    void aVariableBeforeItsSection() {
        var object = new PatchedObject("btf_enum64");
        int second = object.type(DATASEC, ".data") + 12 + 12;
        assertRefused(object.put(second + 4, -8), "the variable narrow lies outside of .data");
    }

    @Test
    void aSectionOfSomethingElseThanVariables() {
        var object = new PatchedObject("btf_enum64");
        int first = object.type(DATASEC, ".data") + 12;
        assertRefused(object.put(first, 1), "there is something else than a variable in .data");
    }

    @Test
    void aFunctionWithoutPrototype() {
        var object = new PatchedObject("extern_kfuncs");
        assertRefused(
                object.put(object.type(FUNC, "no_such_function") + 8, 1),
                "the function no_such_function has no prototype");
    }

    @Test
    void aVariableOfNoType() {
        var object = new PatchedObject("../globals");
        object.put(object.type(VAR, "letter") + 8, 0);
        try (var opened = BpfObject.open(object.bytes(), "damaged")) {
            var nothing = opened.global("letter");
            assertThat(nothing.declaration()).isEqualTo("void letter");
            assertThatThrownBy(nothing::get).isInstanceOf(BpfException.class).hasMessageContaining("has no values");
        }
    }

    @Test
    void aStructThatContainsItself() {
        var object = new PatchedObject("btf_arrays");
        int point = object.type(STRUCT, "point");
        int id = idOf(object, point);
        assertRefused(object.put(point + 12 + 4, id), "type " + id + " contains itself");
    }

    private static int idOf(PatchedObject object, int type) {
        int id = 1;
        for (int at = object.firstType(); at != type; at = object.next(at)) {
            id++;
        }
        return id;
    }

    @Test
    void halfAnInstructionAtTheEnd() {
        var object = new PatchedObject("code_alone");
        int last = object.section("socket") + object.size("socket") - 8;
        assertRefused(object.put(last, 0x18), PARTS);
    }

    @Test
    void aFunctionBeyondItsSection() {
        var object = new PatchedObject("code_alone");
        assertRefused(object.putLong(object.symbol("alone") + 16, 1 << 20), PARTS);
    }

    @Test
    void kconfigWithoutEnd() {
        var object = new PatchedObject("extern_kconfig");
        // That of the host's name.
        assertRefused(object.put(lengthOfArray(object, 8), 0x7fffffff), ".kconfig takes more than");
    }

    @Test
    void aMapOfStructOpsAmongTheOthers() {
        var object = new PatchedObject("map_trie");
        int lpmTrie = 11;
        int structOps = 26;
        assertRefused(object.put(lengthOfArray(object, lpmTrie), structOps), "the map routes is of type struct_ops");
    }

    @Test
    void aMapOfStructOpsWithoutAProgramForIt() {
        try (var object = Fixture.open("attach_struct_ops")) {
            object.programs().values().forEach(program -> program.autoload(false));
            if (!Libbpf.get().has("1.4")) {
                assertThatThrownBy(object::load)
                        .isInstanceOf(LoadFailed.class)
                        .hasMessageStartingWith("load attach_struct_ops.idle: libbpf 1.")
                        .hasMessageContaining("hint: leave autoload() on for one of its programs");
                assertThat(object.state()).isEqualTo(BpfObject.State.OPENED);
            }
        }
    }

    private static int lengthOfArray(PatchedObject object, int length) {
        int array = object.firstType();
        while (object.get(array + 4) != ARRAY << 24 || object.get(array + 12 + 8) != length) {
            array = object.next(array);
        }
        return array + 12 + 8;
    }

    @Test
    void twoSectionsOfTypes() {
        var object = new PatchedObject("code_alone");
        assertRefused(object.put(object.header(".BTF.ext"), object.get(object.header(".BTF"))), "two sections .BTF");
    }

    private static void assertRefused(PatchedObject object, String why) {
        assertThatThrownBy(() -> BpfObject.open(object.bytes(), "damaged"))
                .isInstanceOf(OpenFailed.class)
                .hasMessageContaining(why);
    }
}
