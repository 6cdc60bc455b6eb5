// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

/**
 * The colours of a terminal.
 *
 * @param colours how many it has: 0, 8 or 256
 * @param dark whether its background is dark
 */
public record Theme(int colours, boolean dark) {
    /** No colours, and nothing bold. */
    public static final Theme NONE = new Theme(0, true);

    private static final int RICH = 256;

    /** The text as its role looks, with everything reset behind it; as it is where there are no colours. */
    public String paint(Role role, String text) {
        return colours == 0 || text.isEmpty()
                ? text
                : role.begin(colours >= RICH, dark).a(text).reset().toString();
    }
}
