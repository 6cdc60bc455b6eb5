// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.btf.EnumValue;
import dev.bpfsh.btf.Struct;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.OpenFailed;
import dev.bpfsh.loader.Skeleton;
import dev.bpfsh.loader.SkeletonObject;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.RequiresKernel;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("what is open is compared, and others open pipes to their processes")
class SkeletonTest {
    @TempDir
    Path folder;

    private static Path object(String name) {
        return Bpfsh.root().resolve("loader/src/test/bpf/" + name + ".bpf.o");
    }

    /** Every object of the tree that this libbpf opens; a class name tells them apart. */
    private static Map<String, Path> objects() throws Exception {
        var objects = new TreeMap<String, Path>();
        try (var scripts = Files.walk(Bpfsh.root().resolve("scripts"));
                var fixtures = Files.walk(Bpfsh.root().resolve("loader/src/test/bpf"))) {
            var files = Stream.concat(scripts, fixtures)
                    .filter(file -> file.toString().endsWith(".bpf.o"));
            for (var file : files.toList()) {
                try (var opened = BpfObject.open(file)) {
                    objects.put("S" + objects.size() + "_" + opened.name().replaceAll("\\W", "_"), file);
                } catch (OpenFailed forOthers) {
                    continue;
                }
            }
        }
        return objects;
    }

    @Test
    void everyObjectHasOneThatCompilesAndWhoseMembersWork() throws Exception {
        var objects = objects();
        assertThat(objects).hasSizeGreaterThan(10);
        var texts = new TreeMap<String, String>();
        var declarations = new TreeMap<String, String>();
        objects.forEach((name, file) -> {
            var skeleton = Skeleton.of(file).named(name);
            texts.put(name, skeleton.text());
            declarations.put(name, skeleton.declaration());
            assertThat(Skeleton.of(file).named(name).text())
                    .as("the same text each time")
                    .isEqualTo(texts.get(name));
            assertThat(texts.get(name)).matches("\\A\\p{ASCII}*\\z");
        });
        assertThat(Javac.compile(folder, texts)).isEmpty();
        for (var name : objects.keySet()) {
            membersWork(name, objects.get(name));
        }
        assertThat(Javac.compile(folder, declarations)).isEmpty();
    }

    private void membersWork(String className, Path file) throws Exception {
        try (var skeleton = (SkeletonObject)
                        Javac.load(folder, className).getMethod("open").invoke(null);
                var object = BpfObject.open(file)) {
            assertThat(names(call(skeleton, "programs")))
                    .hasSameSizeAs(object.programs().keySet());
            assertThat(names(call(skeleton, "links")))
                    .hasSameSizeAs(object.programs().keySet());
            var maps = object.maps().values().stream().filter(map -> !map.internal());
            assertThat(names(call(skeleton, "maps"))).hasSize((int) maps.count());
            for (var kind : List.of("programs", "maps", "links")) {
                var members = call(skeleton, kind);
                for (var name : names(members)) {
                    assertThat(call(members, name)).isNotNull();
                }
            }
            var sections = object.sections().values().stream()
                    .filter(section -> !section.all().isEmpty())
                    .toList();
            assertThat(names(skeleton)).hasSize(3 + sections.size());
            int globals = 0;
            for (var section : names(skeleton)) {
                if (!List.of("programs", "maps", "links", "kconfig").contains(section)) {
                    for (var global : names(call(skeleton, section))) {
                        assertThat(call(call(skeleton, section), global))
                                .as(global)
                                .isNotNull();
                        globals++;
                    }
                }
            }
            assertThat(globals)
                    .isEqualTo(sections.stream()
                            .filter(section -> !section.name().equals(".kconfig"))
                            .mapToInt(section -> section.all().size())
                            .sum());
        }
    }

    @Test
    void valuesHaveTheTypesOfTheTable() throws Exception {
        try (var skeleton = open(Skeleton.of(object("globals")))) {
            var data = call(skeleton, "data");
            assertThat(call(data, "s8")).isEqualTo((byte) -128);
            assertThat(call(data, "u8")).isEqualTo((short) 255);
            assertThat(call(data, "s16")).isEqualTo((short) -32768);
            assertThat(call(data, "u16")).isEqualTo(65535);
            assertThat(call(data, "s32")).isEqualTo(Integer.MIN_VALUE);
            assertThat(call(data, "u32")).isEqualTo(4294967295L);
            assertThat(call(data, "s64")).isEqualTo(Long.MIN_VALUE);
            assertThat(call(data, "u64")).isEqualTo(-1L);
            assertThat(call(data, "letter")).isEqualTo((byte) 'b');
            assertThat(call(data, "yes")).isEqualTo(true);
            assertThat(call(data, "weekday")).isEqualTo(new EnumValue("WEDNESDAY", 10));
            assertThat(call(data, "name")).isEqualTo("bpfsh");
            assertThat(call(data, "single")).isEqualTo(1.5F);
            assertThat(call(data, "twice")).isEqualTo(-2.25);
            assertThat(call(data, "u64s")).isEqualTo(List.of(1L, new BigInteger("18446744073709551615")));
            assertThat(call(data, "names")).isEqualTo(List.of("first", "second"));
            assertThat(call(data, "grid")).isEqualTo(List.of(List.of(1, 2, 3), List.of(4, 5, 6)));
            assertThat(((Struct) call(data, "sample")).get("kind")).isEqualTo((short) 7);
            assertThat(call(call(skeleton, "data_hot"), "level")).isEqualTo(3L);
        }
    }

    @Test
    void aProgramOfTheUserCompilesAgainstIt() throws Exception {
        var skeleton = Skeleton.of(object("globals"));
        assertThat(Javac.compile(folder, "GlobalsBpf", skeleton.text())).isEmpty();
        var user = """
                import dev.bpfsh.btf.*;
                import java.math.BigInteger;
                import java.util.List;
                public class User {
                    public static String run() {
                        try (var globals = GlobalsBpf.open()) {
                            var data = globals.data();
                            data.u8(254);
                            data.letter('x');
                            data.u64(-2);
                            data.single(0.5);
                            data.weekday(GlobalsBpf.Weekday.SUNDAY);
                            data.weekday(data.weekday());
                            data.weekday(20);
                            data.name("other");
                            data.s32s(List.of(5, 6, 7, 8));
                            data.flags(List.of(false, false, true));
                            globals.rodata().quiet(false);
                            data.sample(java.util.Map.of("kind", 9));
                            data.corners(List.of(data.corners().get(1), "{.x = 7}"));
                            EnumValue day = data.weekday();
                            List<List<Integer>> grid = data.grid();
                            int sum = grid.get(0).get(0) + data.u8() + globals.rodata().greeting().length();
                            String text = Long.toUnsignedString(data.u64()) + " " + (char) data.letter();
                            return day.name() + " " + sum + " " + text + " " + data.single() + " " + data.s32s()
                                    + " " + data.flags() + " " + data.name() + " " + globals.programs().see().section() + " " + data.sample().get("kind")
                                    + " " + data.corners().get(1).get("x") + data.corners().get(0).get("y");
                        }
                    }
                }
                """;
        assertThat(Javac.compile(folder, "User", user)).isEmpty();
        assertThat(Javac.load(folder, "User").getMethod("run").invoke(null))
                .isEqualTo("SUNDAY 260 18446744073709551614 x 0.5 [5, 6, 7, 8] [false, false, true] other "
                        + "tp/syscalls/sys_enter_getpid 9 74");
    }

    @Test
    void hostileNamesAreMangledPredictably() throws Exception {
        var skeleton = Skeleton.of(object("names"));
        try (var names = open(skeleton)) {
            var data = call(names, "data");
            for (var expected : """
                    get=1 set=2 value=3 section=4 object=5 __=6 $=7 a$b=8 getClass_=9 hashCode_=10 notify_=11 equals_=12
                    toString_=13 wait_=14 this_=15 String=16 Long=17 Global=18 dev=19 java=20 null_=22 true_=23
                    new__3=24 new_=25 new__2=26 gr\u00f6\u00dfe=27 \u6570=28""".split("\\s+")) {
                var pair = expected.split("=");
                assertThat(call(data, pair[0])).as(pair[0]).isEqualTo(Integer.valueOf(pair[1]));
            }
            assertThat(call(call(names, "data_my_hot_1"), "hot")).isEqualTo(31);
            assertThat(call(call(names, "data_my_hot_1_2"), "hotter")).isEqualTo(32);
            assertThat(call(call(names, "data_programs"), "programs")).isEqualTo(33);
            assertThat(names(call(names, "programs"))).containsExactlyInAnyOrder("finally_", "wait_", "finalize_");
            assertThat(names(call(names, "maps"))).containsExactlyInAnyOrder("interface_", "clone_");
            assertThat(call(data, "state")).isEqualTo(new EnumValue("final", 1));
            assertThat(call(data, "nowhere").toString()).isEqualTo("0xffff000000000000");
        }
        assertThat(Stream.of(Javac.load(folder, "NamesBpf").getDeclaredClasses())
                        .filter(Class::isEnum)
                        .flatMap(type ->
                                Stream.of(type.getEnumConstants()).map(value -> type.getSimpleName() + "." + value)))
                .containsExactlyInAnyOrder(
                        "Programs_.NONE",
                        "Programs_.final_",
                        "Programs_.number_",
                        "Programs_.$VALUES_",
                        "Programs_.valueOf",
                        "Programs_.\u6570\u5b57",
                        "Side.LEFT",
                        "Side.RIGHT",
                        "Wide.WIDE");
    }

    @Test
    @RequiresKernel(Feature.BPF)
    void itLivesAsItsObjectDoes() throws Exception {
        assertThat(Javac.compile(folder, "MapsBpf", Skeleton.of(object("maps")).text()))
                .isEmpty();
        var type = Javac.load(folder, "MapsBpf");
        lives(type);
        var before = Leaks.snapshot();
        lives(type);
        Leaks.assertNoneSince(before);
    }

    private static void lives(Class<?> type) throws Exception {
        var maps = (SkeletonObject) type.getMethod("open").invoke(null);
        try (maps) {
            assertThat(maps).hasToString("maps OPENED");
            var bss = call(maps, "bss");
            bss.getClass()
                    .getMethod("watched_tgid", long.class)
                    .invoke(bss, ProcessHandle.current().pid());
            maps.load();
            assertThat(maps.attach()).hasSize(1);
            assertThat(call(call(maps, "links"), "visit"))
                    .isEqualTo(maps.object().links());
            assertThat(call(call(maps, "maps"), "visits"))
                    .isSameAs(maps.object().map("visits"));
            for (int i = 0; i < 200; i++) {
                dev.bpfsh.libbpf.Libc.getpid();
            }
            // The ring buffer holds fewer events than that, and nobody reads it.
            assertThat((Long) call(bss, "dropped")).isPositive();
        }
        assertThat(maps).hasToString("maps CLOSED");
        assertThatThrownBy(() -> call(call(maps, "bss"), "dropped"))
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void largeObjectsFitIntoConstants() throws Exception {
        var bytes = Files.readAllBytes(object("globals"));
        var large = Files.write(folder.resolve("large.bpf.o"), java.util.Arrays.copyOf(bytes, 400_000));
        try (var skeleton = open(Skeleton.of(large))) {
            assertThat(skeleton).hasToString("large OPENED");
        }
    }

    @Test
    void namesOfTheClassAreChecked() {
        var skeleton = Skeleton.of(object("two"));
        assertThat(skeleton.className()).isEqualTo("TwoBpf");
        assertThat(skeleton.named("Other").text("a.b"))
                .contains("\npackage a.b;\n", "public final class Other extends SkeletonObject {");
        for (var wrong : List.of("", "class", "a b", "Programs", "String", "a.b", "x;")) {
            assertThatThrownBy(() -> skeleton.named(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        for (var wrong : List.of("a.", "a.class", "a;b", ".a")) {
            assertThatThrownBy(() -> skeleton.text(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatIsNoObjectIsSaid() throws Exception {
        var text = Files.writeString(folder.resolve("text.bpf.o"), "no object");
        assertThatThrownBy(() -> Skeleton.of(text).text()).hasMessageContaining("it is not an ELF file");
    }

    private SkeletonObject open(Skeleton skeleton) throws Exception {
        assertThat(Javac.compile(folder, skeleton.className(), skeleton.text())).isEmpty();
        return (SkeletonObject)
                Javac.load(folder, skeleton.className()).getMethod("open").invoke(null);
    }

    private static Object call(Object target, String method) throws Exception {
        return target.getClass().getMethod(method).invoke(target);
    }

    /** The members without parameters that the class itself declares. */
    private static List<String> names(Object target) {
        return Stream.of(target.getClass().getDeclaredMethods())
                .filter(method ->
                        method.getParameterCount() == 0 && !method.getName().equals("open"))
                .filter(method -> java.lang.reflect.Modifier.isPublic(method.getModifiers()))
                .map(Method::getName)
                .toList();
    }
}
