// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

/** What user space can do with a map; which of it is the map type's to say. */
public enum Operation {
    READ("get(key)"),
    PER_CPU("perCpu(key)"),
    WRITE("put(key, value)"),
    DELETE("remove(key)"),
    TAKE("lookupAndDelete(key)"),
    ITERATE("entries()"),
    QUEUE("push(value), pop(), peek()"),
    FILTER("add(value), mightContain(value)"),
    MEMORY("memory()");

    private final String call;

    Operation(String call) {
        this.call = call;
    }

    /** The method, as it is written at the prompt. */
    public String call() {
        return call;
    }
}
