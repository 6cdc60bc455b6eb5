// SPDX-License-Identifier: Apache-2.0
package example;

import java.util.function.Function;

/** Types of a user, none of which says anything of itself. */
public final class Things {
    private Things() {}

    public record Point(int x, int y) {}

    public record Task(int pid, String comm, double cpu) {}

    public record Pair(Object left, Object right) {}

    public static class Bean {
        private final int size = 3;
        private final String name = "a";

        /** Reading is seen by no view. */
        public int getSize() {
            throw new IllegalStateException(name + size);
        }
    }

    public static class Holder {
        private final Object held;

        public Holder(Object held) {
            this.held = held;
        }

        public boolean isEmpty() {
            return held == null;
        }
    }

    public static class Throwing {
        @Override
        public String toString() {
            throw new IllegalStateException("no");
        }
    }

    public static class Huge {
        @Override
        public String toString() {
            return "x".repeat(100_000_000);
        }
    }

    public static class Endless implements Function<Point, Object> {
        @Override
        public Object apply(Point point) {
            return apply(point);
        }
    }
}
