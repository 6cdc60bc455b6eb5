// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/**
 * The first of many values. Only these are read: there may be millions, and what a collection says of its size need not
 * be true.
 *
 * @param first in their order
 * @param more whether there are more
 * @param size as the collection says
 */
record Sample(List<Object> first, boolean more, long size) {
    static Sample of(Collection<?> values, int most) {
        return of(values.iterator(), values.size(), most);
    }

    static Sample of(Iterator<?> values, long size, int most) {
        var first = new ArrayList<>();
        while (first.size() < most && values.hasNext()) {
            first.add(values.next());
        }
        return new Sample(first, first.size() == most && values.hasNext(), size);
    }

    /** What was left out, such as {@code 482 more of 501}. */
    String rest() {
        return size > first.size() ? (size - first.size()) + " more of " + size : "more";
    }
}
