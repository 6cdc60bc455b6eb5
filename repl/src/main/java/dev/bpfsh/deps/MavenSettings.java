// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.deps;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What of a user's {@code ~/.m2/settings.xml} says where libraries are: Maven's own words for it.
 *
 * @param localRepository where they are kept
 * @param offline whether nobody else is to be asked
 */
public record MavenSettings(Path localRepository, boolean offline, List<Mirror> mirrors, List<Proxy> proxies) {
    /**
     * A repository that stands for others.
     *
     * @param of which: an id, a list of ids, {@code *}, {@code external:*}, {@code !id}
     */
    public record Mirror(String id, String url, String of) {}

    /**
     * A way to the net.
     *
     * @param except hosts that are reached without it, between bars
     */
    public record Proxy(String protocol, String host, int port, String except) {}

    /**
     * Reads the settings of the user; where there are none, or they are not readable, Maven's defaults.
     *
     * @param home the user's home folder
     */
    public static MavenSettings read(Path home) {
        var folder = home.resolve(".m2");
        var given = System.getProperty("maven.repo.local");
        var local = given == null ? folder.resolve("repository") : Path.of(given);
        try (InputStream in = Files.newInputStream(folder.resolve("settings.xml"))) {
            var found = parse(in, home, local);
            return given == null ? found : new MavenSettings(local, found.offline(), found.mirrors(), found.proxies());
        } catch (IOException | XMLStreamException | InvalidPathException | NumberFormatException none) {
            return new MavenSettings(local, false, List.of(), List.of());
        }
    }

    private static MavenSettings parse(InputStream in, Path home, Path local) throws XMLStreamException {
        var factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        var mirrors = new ArrayList<Mirror>();
        var proxies = new ArrayList<Proxy>();
        var top = new HashMap<String, String>();
        var values = new HashMap<String, String>();
        Deque<String> path = new ArrayDeque<>();
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        var text = new StringBuilder();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    path.addLast(xml.getLocalName());
                    // Servers and profiles have names and addresses too.
                    if (path.size() == 3) {
                        values.clear();
                    }
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS -> text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    var where = String.join("/", path);
                    path.removeLast();
                    switch (where) {
                        case "settings/mirrors/mirror" -> mirrors.add(mirror(values));
                        case "settings/proxies/proxy" -> proxy(values, proxies);
                        default -> (path.size() == 1 ? top : values).put(xml.getLocalName(), value(text, home));
                    }
                    text.setLength(0);
                }
                default -> {
                    // Comments and blanks.
                }
            }
        }
        var own = top.getOrDefault("localRepository", "");
        return new MavenSettings(
                own.isEmpty() ? local : Path.of(own), Boolean.parseBoolean(top.get("offline")), mirrors, proxies);
    }

    private static Mirror mirror(Map<String, String> values) {
        return new Mirror(
                values.getOrDefault("id", "mirror"),
                values.getOrDefault("url", ""),
                values.getOrDefault("mirrorOf", ""));
    }

    private static void proxy(Map<String, String> values, List<Proxy> proxies) {
        if (!"false".equals(values.get("active"))) {
            proxies.add(new Proxy(
                    values.getOrDefault("protocol", "http"),
                    values.getOrDefault("host", ""),
                    Integer.parseInt(values.getOrDefault("port", "8080")),
                    values.getOrDefault("nonProxyHosts", "")));
        }
    }

    private static String value(CharSequence text, Path home) {
        return text.toString().strip().replace("${user.home}", home.toString());
    }
}
