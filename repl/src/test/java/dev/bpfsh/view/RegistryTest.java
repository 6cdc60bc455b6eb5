// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import example.Things;
import example.Things.Point;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryTest {
    private static final Style PLAIN = Style.plain();

    interface Named {
        default String name() {
            return "named";
        }
    }

    interface Titled extends Named {}

    static class Base implements Named {}

    static class Derived extends Base implements Titled {}

    @AfterEach
    void forget() {
        Views.forgetAll();
    }

    private static String answer(Object value) {
        return Views.answer("x", value, PLAIN);
    }

    @Test
    void theMostSpecificTypeWins() {
        var registry = new Registry();
        View<Object> object = View.line(value -> "object");
        View<Named> named = View.line(value -> "named");
        View<Titled> titled = View.line(value -> "titled");
        View<Base> base = View.line(value -> "base");
        assertThat(registry.of(new Derived())).isEmpty();
        registry.own(Object.class, object).own(Named.class, named);
        assertThat(registry.of(new Derived()).orElseThrow()).isSameAs(named);
        registry.own(Base.class, base);
        assertThat(registry.of(new Base()).orElseThrow()).isSameAs(base);
        assertThat(registry.of(new Derived()).orElseThrow())
                .as("its interface is of the class itself")
                .isSameAs(named);
        registry.own(Titled.class, titled);
        assertThat(registry.of(new Derived()).orElseThrow()).isSameAs(titled);
        assertThat(registry.of("text").orElseThrow()).isSameAs(object);
        assertThat(registry.of(null)).isEmpty();
    }

    @Test
    void aTextIsShownForTheValueAloneAndInside() {
        assertThat(answer(new Point(1, 2))).isEqualTo("x ==> Point[x=1, y=2]");
        Views.register(Point.class, point -> "(" + point.x() + ", " + point.y() + ")");
        assertThat(answer(new Point(1, 2))).isEqualTo("x ==> (1, 2)");
        assertThat(answer(List.of(new Point(1, 2), new Point(3, 4)))).isEqualTo("(1, 2)\n(3, 4)");
        assertThat(answer(Map.of("a", new Point(1, 2)))).isEqualTo("x ==> {\"a\"=(1, 2)}");
        assertThat(answer(new Point[] {new Point(1, 2)})).isEqualTo("x ==> (1, 2)");
        assertThat(Views.forget(Point.class)).isTrue();
        assertThat(answer(new Point(1, 2))).isEqualTo("x ==> Point[x=1, y=2]");
    }

    @Test
    void aRowIsColumnsOfATable() {
        Views.register(Point.class, point -> Row.of("x", point.x(), "sum", point.x() + point.y()));
        assertThat(answer(new Point(1, 2))).isEqualTo("  x    1\n  sum  3");
        assertThat(answer(List.of(new Point(1, 2), new Point(30, 4)))).isEqualTo(" x  sum\n 1    3\n30   34");
    }

    @Test
    void anotherValueIsShownInstead() {
        Views.register(Point.class, point -> List.of(point.x(), point.y()));
        assertThat(answer(new Point(1, 2))).isEqualTo("x ==> [1, 2]");
        Views.register(Point.class, point -> point);
        assertThat(answer(new Point(1, 2))).isEqualTo("x ==> Point[x=1, y=2]");
        Views.register(Point.class, point -> null);
        assertThat(answer(new Point(1, 2))).isEqualTo("x ==> null");
    }

    @Test
    void theUsersViewIsBeforeOurs() {
        Views.register(Collection.class, values -> values.size() + " values");
        assertThat(answer(new ArrayList<>(List.of(1, 2)))).isEqualTo("x ==> 2 values");
        Views.register(List.class, values -> "a list");
        assertThat(answer(List.of(1))).isEqualTo("x ==> a list");
    }

    @Test
    void whatAViewThrowsIsSaidBesideTheValue() {
        Views.register(Point.class, point -> {
            throw new IllegalStateException("no \u001b[2J");
        });
        assertThat(answer(new Point(1, 2)))
                .isEqualTo("x ==> Point[x=1, y=2] (its view threw java.lang.IllegalStateException: no \\e[2J)");
        assertThat(answer(List.of(new Point(1, 2)))).contains("its view threw");
        Views.register(Point.class, new Things.Endless());
        assertThat(answer(new Point(1, 2))).contains("its view threw java.lang.StackOverflowError");
    }

    @Test
    void aRowNeedsAValueForEachName() {
        assertThatThrownBy(() -> Row.of("x")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Row.of("x", null).values()).isEqualTo(Collections.singletonMap("x", null));
    }
}
