// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

/** Where in a value an encoder is, for its errors: {@code cfg.limits[2].max}; put into words only when needed. */
record Where(Where around, String step) {
    static Where of(String name) {
        return new Where(null, name);
    }

    Where member(String name) {
        return new Where(this, name.isEmpty() ? "" : "." + name);
    }

    Where element(int index) {
        return new Where(this, "[" + index + "]");
    }

    Where then(MemberPath.Step step) {
        return step.name() == null ? element(step.index()) : member(step.name());
    }

    @Override
    public String toString() {
        return around == null ? step : around + step;
    }
}
