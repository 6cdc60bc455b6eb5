// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import example.Things;
import example.Things.Pair;
import java.util.AbstractCollection;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a value is, it has an answer, soon, that fits the screen. */
@Timeout(300)
class HostileValuesTest {
    private static final Style PLAIN = Style.plain().withAll("show($1)");

    private static String answer(Object value) {
        return Views.answer("x", value, PLAIN);
    }

    @Test
    void whatHasNoTextHasAnAnswer() {
        assertThat(answer(new Things.Throwing())).contains("its toString threw java.lang.IllegalStateException");
        assertThat(answer(List.of(new Things.Throwing()))).contains("its toString threw");
        assertThat(answer(new Pair(new Things.Throwing(), null))).isNotEmpty();
        assertThat(answer(List.of(new Pair(new Things.Throwing(), null))))
                .contains("its toString threw")
                .contains("-");
        assertThat(answer(new Things.Huge())).hasSizeLessThan(80 * 24);
    }

    @Test
    void whatHoldsItselfHasAnEnd() {
        var list = new ArrayList<Object>();
        list.add(list);
        var map = new HashMap<String, Object>();
        map.put("map", map);
        map.put("list", list);
        list.add(map);
        var pair = new Pair(list, map);
        list.add(pair);
        for (var each : List.of(list, map, pair, List.of(pair), Optional.of(list), new Object[] {list})) {
            assertThat(answer(each)).hasSizeLessThan(80 * 24);
        }
        var array = new Object[1];
        array[0] = array;
        assertThat(answer(array)).hasSizeLessThan(80 * 24);
    }

    @Test
    void onlyWhatIsShownIsRead() {
        var read = new AtomicInteger();
        var list = new AbstractList<Pair>() {
            @Override
            public Pair get(int index) {
                read.incrementAndGet();
                return new Pair(index, index);
            }

            @Override
            public int size() {
                return 10_000_000;
            }
        };
        assertThat(answer(list)).contains("more of 10000000: show($1)");
        assertThat(read).hasValueLessThan(1_000);
        read.set(0);
        var map = new AbstractMap<Integer, Pair>() {
            @Override
            public Set<Entry<Integer, Pair>> entrySet() {
                return new AbstractSet<>() {
                    @Override
                    public Iterator<Entry<Integer, Pair>> iterator() {
                        var entries = list.iterator();
                        return new Iterator<>() {
                            @Override
                            public boolean hasNext() {
                                return entries.hasNext();
                            }

                            @Override
                            public Entry<Integer, Pair> next() {
                                return Map.entry(read.get(), entries.next());
                            }
                        };
                    }

                    @Override
                    public int size() {
                        return 10_000_000;
                    }
                };
            }
        };
        assertThat(answer(map)).contains("more of 10000000");
        assertThat(read).hasValueLessThan(1_000);
    }

    @Test
    void whatIsSaidOfASizeNeedNotBeTrue() {
        Collection<Object> endless = new AbstractCollection<>() {
            @Override
            public Iterator<Object> iterator() {
                return Stream.<Object>generate(() -> new Pair(1, 2)).iterator();
            }

            @Override
            public int size() {
                return 3;
            }
        };
        assertThat(answer(endless).lines()).hasSize(21).last().isEqualTo("... more: show($1)");
        assertThat(answer(new AbstractList<>() {
                    @Override
                    public Object get(int index) {
                        throw new IndexOutOfBoundsException("only 0");
                    }

                    @Override
                    public int size() {
                        return 5;
                    }
                }))
                .contains("its view threw");
    }

    @Test
    void whatAViewMeetsIsSaid() {
        Collection<Object> broken = new AbstractCollection<>() {
            @Override
            public Iterator<Object> iterator() {
                throw new AssertionError("no");
            }

            @Override
            public int size() {
                return 1;
            }
        };
        assertThat(answer(broken)).contains("its view threw", "AssertionError");
    }

    @Test
    void anErrorFitsTheScreenWhateverItSays() {
        for (var message :
                List.of("x".repeat(5_000_000), "x".repeat(3_000) + "\n" + "y".repeat(3_000), " (".repeat(1_000_000))) {
            var rows = Views.error(new IllegalStateException(message), PLAIN)
                    .lines()
                    .mapToInt(line -> 1 + Math.max(0, Width.of(line) - 1) / 80)
                    .sum();
            assertThat(rows).isLessThan(24);
        }
    }

    @RepeatedTest(10)
    void anyValueFitsTheScreen() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            var value = value(random, 3);
            var style = new Style(
                            new Theme(random.nextBoolean() ? 256 : 0, random.nextBoolean()),
                            random.nextBoolean(),
                            random.nextInt(30, 220),
                            random.nextInt(10, 60))
                    .withAll("show($1)");
            var lines = Views.answer("x", value, style).lines().toList();
            var what = "seed " + seed + ", " + style + "\n" + String.join("\n", lines);
            if (lines.size() > 1) {
                assertThat(lines).as(what).allMatch(line -> Width.of(line) <= style.width());
            }
            int rows = lines.stream()
                    .mapToInt(line -> 1 + Math.max(0, Width.of(line) - 1) / style.width())
                    .sum();
            assertThat(rows).as(what).isLessThan(style.height());
            for (var line : Views.all(value, style)) {
                // An assertion for each of very many lines takes longer than all the rest.
                if (line.contains("\n")) {
                    fail(what);
                }
            }
        }
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 14 : 6)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextDouble() * Math.pow(10, random.nextInt(-20, 20));
            case 2 -> text(random);
            case 3 -> null;
            case 4 -> random.nextBoolean() ? new Things.Throwing() : random.nextBoolean();
            case 5 -> bytes(random);
            case 6 -> new Pair(value(random, depth - 1), value(random, depth - 1));
            case 7 -> same(random, depth, true);
            case 8 -> same(random, depth, false);
            case 9 -> map(random, depth);
            case 10 -> Optional.ofNullable(value(random, depth - 1));
            case 11 -> Row.of(text(random), value(random, depth - 1), text(random) + "'", value(random, depth - 1));
            case 12 -> same(random, depth, random.nextBoolean()).toArray();
            default -> new Things.Holder(value(random, depth - 1));
        };
    }

    private static byte[] bytes(Random random) {
        var bytes = new byte[random.nextInt(2_000)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String text(Random random) {
        var letters = List.of(
                "a", "Z", " ", "\n", "\t", "\u001b[31m", "\u65e5", "\ud83d\udc1d", "e\u0301", "\ud800", "\u202e");
        var text = new StringBuilder();
        for (int i = random.nextInt(random.nextInt(10) == 0 ? 5_000 : 20); i > 0; i--) {
            text.append(letters.get(random.nextInt(letters.size())));
        }
        return text.toString();
    }

    private static List<Object> same(Random random, int depth, boolean pairs) {
        var list = new ArrayList<>();
        for (int i = random.nextInt(100); i > 0; i--) {
            list.add(pairs ? new Pair(value(random, depth - 2), i) : value(random, depth - 2));
        }
        return random.nextBoolean() ? list : Arrays.asList(list.toArray());
    }

    private static Map<Object, Object> map(Random random, int depth) {
        var map = new LinkedHashMap<>();
        for (int i = random.nextInt(60); i > 0; i--) {
            map.put(random.nextBoolean() ? (Object) text(random) : i, value(random, depth - 2));
        }
        return map;
    }
}
