// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.libbpf.Topic;
import dev.bpfsh.testing.Bpfsh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What errors are about, and the lessons. */
class LearnMoreTest {
    /** Twelve make the curriculum; as long as one is being written, nothing leads there. */
    private static final int LESSONS = 12;

    @AfterEach
    void forgetHome() {
        System.clearProperty("bpfsh.home");
    }

    @Test
    void eachTopicHasItsLesson() {
        System.setProperty("bpfsh.home", Bpfsh.root().toString());
        var lessons = Bundled.lessons().names();
        var taught = EnumSet.complementOf(EnumSet.of(Topic.MACHINE, Topic.SHELL));
        var unknown = new ArrayList<String>();
        for (var topic : taught) {
            if (LearnMore.atPrompt(topic).isEmpty()) {
                unknown.add(topic.toString());
            } else {
                assertThat(LearnMore.atPrompt(topic)).contains("/lesson " + topic);
                assertThat(lessons)
                        .filteredOn(name -> name.endsWith("-" + topic))
                        .hasSize(1);
            }
        }
        assertThat(unknown).as("topics without a lesson").hasSizeLessThanOrEqualTo(LESSONS - lessons.size());
        assertThat(lessons).as("lessons that no error leads to").allMatch(name -> taught.stream()
                .anyMatch(topic -> name.endsWith("-" + topic)));
    }

    @Test
    void leadsNowhereWhereThereAreNoLessons() throws Exception {
        System.setProperty("bpfsh.home", "/nowhere");
        assertThat(LearnMore.atPrompt(Topic.MAPS)).isEmpty();
        assertThat(LearnMore.inScript(Topic.MAPS)).isEmpty();
        assertThat(LearnMore.atPrompt(Topic.MACHINE)).contains("run(\"doctor\")");
        assertThat(LearnMore.inScript(Topic.MACHINE)).contains("bpfsh doctor");
        assertThat(LearnMore.atPrompt(Topic.SHELL)).contains("/help");
        assertThat(LearnMore.inScript(Topic.SHELL)).isEmpty();
    }

    /** Who throws says what it is about: nothing is read out of a message. */
    @Test
    void eachErrorOfTheLoaderSaysWhatItIsAbout() throws Exception {
        Path sources = Bpfsh.root().resolve("loader/src/main/java");
        try (var files = Files.walk(sources)) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                var text = Files.readString(file);
                assertThat(occurrences(text, "new BpfException("))
                        .as("of %s", file.getFileName())
                        .isLessThanOrEqualTo(occurrences(text, ".about("));
            }
        }
    }

    private static int occurrences(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
