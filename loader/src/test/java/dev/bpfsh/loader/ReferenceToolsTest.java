// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an opened object says of itself, beside what the reference tools say of its file. */
@OnOneJdk
@RequiresKernel(Feature.REFERENCE_TOOLS)
class ReferenceToolsTest {
    // The libbpf inside bpftool 7.1 does not know .bss.NAME; names that C does not have it writes as others.
    private static final Set<String> BEYOND_BPFTOOL = Set.of("data_bss", "names");

    static List<Path> objects() {
        return Corpus.all();
    }

    static List<Path> objectsOfBpftool() {
        return objects().stream()
                .filter(object -> !BEYOND_BPFTOOL.contains(new ObjectFile(object).name()))
                .toList();
    }

    private record Code(String section, long size) {}

    @ParameterizedTest
    @MethodSource("objects")
    void programsAreTheFunctionsOfTheSymbolTable(Path file) {
        try (var object = BpfObject.open(file)) {
            var ours = object.programs().values().stream()
                    .collect(toMap(
                            BpfProgram::name,
                            program -> new Code(unquote(program.declaration()), program.instructionCount() * 8L)));
            var theirs = ElfTables.of(file).programs().stream()
                    .collect(toMap(
                            ElfTables.Symbol::name,
                            symbol -> new Code(symbol.section().name(), symbol.size())));
            assertThat(ours).isEqualTo(theirs);
        }
    }

    private static String unquote(String declaration) {
        return declaration.substring(declaration.indexOf('"') + 1, declaration.lastIndexOf('"'));
    }

    private record Place(String section, long offset, long size) {}

    @ParameterizedTest
    @MethodSource("objects")
    void globalsLieWhereTheSymbolTableSays(Path file) {
        try (var object = BpfObject.open(file)) {
            var ours = new TreeMap<String, Place>();
            for (var section : object.sections().values()) {
                if (!section.name().equals(".kconfig")) {
                    section.all()
                            .forEach((name, global) ->
                                    ours.put(name, new Place(section.name(), global.offset(), global.size())));
                }
            }
            var theirs = ElfTables.of(file).variables().stream()
                    .collect(toMap(
                            ElfTables.Symbol::name,
                            symbol -> new Place(symbol.section().name(), symbol.value(), symbol.size())));
            if (new ObjectFile(file).name().equals("code_untyped")) {
                assertThat(ours).as("without BTF nobody knows the types").isEmpty();
            } else {
                assertThat(ours).isEqualTo(theirs);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("objectsOfBpftool")
    void mapsProgramsAndGlobalsAreThoseOfTheSkeleton(Path file) {
        var skeleton = Skeleton.of(file);
        try (var object = BpfObject.open(file)) {
            assertThat(object.programs().keySet()).containsExactlyElementsOf(skeleton.programs());
            assertThat(object.maps().values().stream().map(map -> Skeleton.identifier(nameInC(map))))
                    .containsAll(skeleton.maps());
            assertThat(object.maps().values().stream()
                            .filter(map -> !map.internal()
                                    || object.sections().values().stream().anyMatch(section -> section.map() == map))
                            .map(map -> Skeleton.identifier(nameInC(map))))
                    .containsExactlyInAnyOrderElementsOf(skeleton.maps());
            var declarations = new TreeMap<String, String>();
            var sizes = new TreeMap<String, Integer>();
            for (var section : object.sections().values()) {
                section.all().forEach((name, global) -> {
                    var key = Skeleton.identifier(section.name()) + "." + name;
                    declarations.put(key, Skeleton.plain(global.declaration()));
                    sizes.put(key, global.size());
                });
            }
            assertThat(declarations).isEqualTo(skeleton.globals());
            // bpftool asserts nothing of what is not its own to lay out.
            assertThat(sizes).containsAllEntriesOf(skeleton.sizes());
            assertThat(skeleton.sizes().keySet())
                    .containsAll(declarations.keySet().stream()
                            .filter(name -> !name.startsWith("kconfig."))
                            .collect(Collectors.toSet()));
        }
    }

    // The map behind a section has the object's name in front of the section's.
    private static String nameInC(BpfMap map) {
        return map.internal() && map.name().contains(".")
                ? map.name().substring(map.name().indexOf('.'))
                : map.name();
    }
}
