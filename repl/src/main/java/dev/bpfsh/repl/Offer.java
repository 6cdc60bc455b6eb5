// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.complete.Candidate;
import dev.bpfsh.complete.FilePaths;
import dev.bpfsh.complete.Group;
import dev.bpfsh.host.Bundled;
import java.util.List;
import java.util.stream.Stream;

/** What Tab offers behind a command's name. Of what is offered that is shown which begins as typed. */
@FunctionalInterface
interface Offer {
    /** No candidates: nothing follows, or what cannot be guessed. */
    Offer NOTHING = (before, typed) -> List.of();

    /** Files and folders. Nothing is put behind a name, since it may go on. */
    Offer FILES = (before, typed) -> FilePaths.startingWith(typed).stream()
            .map(file -> new Candidate(Group.FILES, file.name(), "", file.insert(), false, false))
            .toList();

    /** The bundled scripts. */
    Offer SCRIPTS = (before, typed) -> Bundled.scripts().names().stream()
            .map(name -> word(Group.SCRIPTS, name, ""))
            .toList();

    /**
     * The candidates.
     *
     * @param before the words before the one at the cursor
     * @param typed what of that is there
     */
    List<Candidate> of(List<String> before, String typed);

    /** Words, each once. */
    static Offer words(String... words) {
        return (before, typed) -> Stream.of(words)
                .filter(word -> !before.contains(word))
                .map(word -> word(Group.OPTIONS, word, ""))
                .toList();
    }

    /** A word, behind which another may follow, and what helps to choose it. */
    static Candidate word(Group group, String word, String about) {
        return new Candidate(group, word, about, word + " ", false, false);
    }

    /** As this, of the first word alone. */
    default Offer first() {
        return (before, typed) -> before.isEmpty() ? of(before, typed) : List.of();
    }

    /** As this, where the first word is that one. */
    default Offer behind(String word) {
        return (before, typed) -> !before.isEmpty() && before.get(0).equals(word) ? of(before, typed) : List.of();
    }

    /** This, and another. */
    default Offer and(Offer other) {
        return (before, typed) -> Stream.concat(of(before, typed).stream(), other.of(before, typed).stream())
                .toList();
    }
}
