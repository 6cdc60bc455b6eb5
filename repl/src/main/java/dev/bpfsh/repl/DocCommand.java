// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

/** {@code /doc}: what the documentation says, with examples that run. */
final class DocCommand {
    private DocCommand() {}

    /** @param shows shows what is written about a name */
    static Command of(Command.Action shows) {
        return new Command("/doc", "NAME", """
                        shows what is written about a function, method or class
                        NAME is one, a method behind its class or behind an object. Arguments, what is given and thrown,
                        and lines that run as they stand; at the end what those go on from. In a pager where it is more
                        than the screen.""", Offer.NOTHING, argument -> {
                    if (argument.isEmpty()) {
                        throw new Command.Wrong("which name? /doc open, /doc BpfMap.put, /doc minimal.attach");
                    }
                    return shows.run(argument);
                })
                .takingJava()
                .example("/doc open", "a function of bpfsh")
                .example("/doc BpfMap.put", "a method of a class")
                .example("/doc minimal.attach", "a method of what is called minimal")
                .example("/doc BpfMap", "a class, and what it has in a line each");
    }

    /** It is no name. */
    static Command.Wrong wrong(String name) {
        return new Command.Wrong("/doc takes a name, as open, BpfMap.put or minimal.attach, not " + name);
    }
}
