// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link of the documentation to a file or a heading of it leads somewhere, and every page is linked. */
class LinksTest {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    static List<Path> pages() throws IOException {
        return Documents.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void eachLinkLeadsSomewhere(Path page) throws IOException {
        for (var target : targets(page)) {
            var parts = target.split("#", 2);
            var file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
            assertThat(file).as("%s in %s", target, page).exists();
            if (parts.length == 2) {
                assertThat(anchors(file)).as("%s in %s", target, page).contains(parts[1]);
            }
        }
    }

    @Test
    void theGuideListsEachPage() throws IOException {
        var docs = Bpfsh.root().resolve("docs");
        var listed = targets(docs.resolve("README.md")).stream()
                .map(target -> docs.resolve(target.split("#")[0]).normalize())
                .toList();
        assertThat(Documents.all())
                .filteredOn(page -> page.getParent().equals(docs) && !page.endsWith("docs/README.md"))
                .allSatisfy(page -> assertThat(listed).contains(page));
        assertThat(targets(Bpfsh.root().resolve("README.md"))).contains("docs/README.md");
    }

    @Test
    void eachPageBeginsWithWhatItIsGoodFor() throws IOException {
        for (var page : Documents.all()) {
            if (page.startsWith(Bpfsh.root().resolve("docs"))) {
                assertThat(Files.readAllLines(page).get(2))
                        .as(page.toString())
                        .containsPattern("^(After this page|On this page|You will be able to) ?");
            }
        }
    }

    private static List<String> targets(Path page) throws IOException {
        var targets = new ArrayList<String>();
        PARSER.parse(Files.readString(page)).accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                add(link.getDestination());
                visitChildren(link);
            }

            @Override
            public void visit(Image image) {
                add(image.getDestination());
            }

            private void add(String target) {
                if (!target.contains("://")) {
                    targets.add(target);
                }
            }
        });
        return targets;
    }

    /** The names by which web pages know headings: without punctuation, in small letters, blanks as hyphens. */
    private static List<String> anchors(Path page) throws IOException {
        var anchors = new ArrayList<String>();
        Map<String, Integer> seen = new HashMap<>();
        PARSER.parse(Files.readString(page)).accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                var name = text(heading)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-');
                int before = seen.merge(name, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? name : name + "-" + before);
            }
        });
        return anchors;
    }

    private static String text(Node node) {
        var text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text each) {
                text.append(each.getLiteral());
            }

            @Override
            public void visit(Code each) {
                text.append(each.getLiteral());
            }
        });
        return text.toString();
    }
}
