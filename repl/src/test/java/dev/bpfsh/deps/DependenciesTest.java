// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.deps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DependenciesTest {
    @TempDir
    Path folder;

    private Path local;
    private Dependencies offline;

    @BeforeEach
    void install() throws Exception {
        local = folder.resolve("repository");
        var repository = new LocalRepository(local);
        repository.install("org.example:lower:1.0", "", Map.of("lower", new byte[0]));
        repository.install("org.example:upper:2.1", "org.example:lower:1.0", Map.of("upper", new byte[0]));
        repository.install("org.example:broken:1", "org.example:absent:3", Map.of());
        offline = Dependencies.of(new MavenSettings(local, true, List.of(), List.of()));
    }

    @Test
    void bringsAllThatALibraryNeeds() {
        assertThat(offline.resolve(List.of("org.example:upper:2.1"), line -> {}))
                .containsExactly(
                        local.resolve("org/example/upper/2.1/upper-2.1.jar"),
                        local.resolve("org/example/lower/1.0/lower-1.0.jar"));
    }

    @Test
    void saysWhereItLookedAndWhatIsNear() {
        assertThatThrownBy(() -> offline.resolve(List.of("org.example:uper:2.1"), line -> {}))
                .hasMessageContaining("deps org.example:uper:2.1: not found\n  " + local + ": not there\n")
                .hasMessageContaining("not asked, being offline")
                .hasMessageContaining("hint: did you mean org.example:upper?");
        assertThatThrownBy(() -> offline.resolve(List.of("org.example:broken:1"), line -> {}))
                .hasMessageContaining("deps org.example:absent:3: not found\n  needed by org.example:broken:1\n");
        assertThatThrownBy(() -> offline.resolve(List.of("com.nowhere:none:1"), line -> {}))
                .hasMessageContaining("hint: settings.xml says offline");
    }

    @Test
    void anUnreachableRepositoryIsNoTypingError() {
        var nowhere = new MavenSettings.Mirror("nowhere", "http://127.0.0.1:1/maven2", "*");
        var cutOff = Dependencies.of(new MavenSettings(local, false, List.of(nowhere), List.of()));
        assertThat(cutOff.resolve(List.of("org.example:lower:1.0"), line -> {})).hasSize(1);
        assertThatThrownBy(() -> cutOff.resolve(List.of("com.nowhere:none:1"), line -> {}))
                .hasMessageContaining("http://127.0.0.1:1/maven2: ")
                .hasMessageContaining("hint: is there a network");
    }

    @Test
    void downloadsFromAMirrorAndSaysSo() throws Exception {
        var mirror = new MavenSettings.Mirror("mine", local.toUri().toString(), "central");
        var empty = folder.resolve("empty");
        var downloaded = new ArrayList<String>();
        var jars = Dependencies.of(new MavenSettings(empty, false, List.of(mirror), List.of()))
                .resolve(List.of("org.example:upper:2.1"), downloaded::add);
        assertThat(jars).hasSize(2).allMatch(jar -> jar.startsWith(empty) && Files.exists(jar));
        assertThat(downloaded).anyMatch(line -> line.startsWith("upper-2.1.jar  "));
    }

    @Test
    void refusesWhatIsNoName() {
        for (var wrong : new String[] {"nonsense", "", "a:b:c:d:e:f", "a b:c:1", "a:b:../../etc", "a:\0:1", "::"}) {
            assertThatThrownBy(() -> offline.resolve(List.of(wrong), line -> {}))
                    .as(wrong)
                    .hasMessageContaining("is no name of a library\nhint: group:artifact:version");
        }
        assertThatThrownBy(() -> offline.resolve(List.of("org.example:lower"), line -> {}))
                .hasMessageContaining("which version?");
    }

    @Test
    void understandsSettings() throws Exception {
        Files.createDirectories(folder.resolve(".m2"));
        Files.writeString(folder.resolve(".m2/settings.xml"), """
                <?xml version="1.0"?>
                <settings xmlns="http://maven.apache.org/SETTINGS/1.2.0">
                  <!-- <offline>true</offline> -->
                  <localRepository>${user.home}/jars</localRepository>
                  <mirrors><mirror><id>m</id><mirrorOf>*</mirrorOf><url>https://example.org/m</url></mirror></mirrors>
                  <proxies>
                    <proxy><id>off</id><active>false</active><host>no</host></proxy>
                    <proxy><id>on</id><protocol>http</protocol><host>proxy</host><port>3128</port></proxy>
                  </proxies>
                </settings>""");
        assertThat(MavenSettings.read(folder))
                .isEqualTo(new MavenSettings(
                        folder.resolve("jars"),
                        false,
                        List.of(new MavenSettings.Mirror("m", "https://example.org/m", "*")),
                        List.of(new MavenSettings.Proxy("http", "proxy", 3128, ""))));
        Files.writeString(folder.resolve(".m2/settings.xml"), "<settings><localRepository>");
        assertThat(MavenSettings.read(folder).localRepository()).isEqualTo(folder.resolve(".m2/repository"));
        assertThat(MavenSettings.read(folder.resolve("none")).mirrors()).isEmpty();
    }
}
