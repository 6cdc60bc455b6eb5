// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.Iterator;

/** All elements of a list or array in lines of a width, made while they are read: there may be millions. */
final class Wrapped implements Iterator<String> {
    private static final int LONGEST_ELEMENT = 4_000;

    private final Iterator<?> elements;
    private final int width;
    private final String close;
    private String next;
    private boolean over;

    private Wrapped(String open, Iterator<?> elements, String close, int width) {
        this.elements = elements;
        this.close = close;
        this.width = width;
        this.next = open;
    }

    static Iterable<String> lines(String open, Iterator<?> elements, String close, int width) {
        return () -> new Wrapped(open, elements, close, width);
    }

    @Override
    public boolean hasNext() {
        return !over;
    }

    @Override
    public String next() {
        var line = new StringBuilder(next);
        int columns = Width.of(next);
        while (elements.hasNext()) {
            var element = text(elements.next()) + (elements.hasNext() ? ", " : close);
            int more = Width.of(element);
            if (columns + more > width && columns > 0) {
                next = element;
                return line.toString().stripTrailing();
            }
            line.append(element);
            columns += more;
        }
        over = true;
        return line.toString();
    }

    private static String text(Object element) {
        return element instanceof Number ? element.toString() : OneLine.of(element, LONGEST_ELEMENT);
    }
}
