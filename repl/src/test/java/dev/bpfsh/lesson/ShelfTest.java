// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfTest {
    @TempDir
    Path temp;

    @Test
    void findsByNameNumberAndBeginning() throws Exception {
        for (var name : new String[] {"01-lifecycle", "2-inside", "10-pins", "README", "11-x y"}) {
            Files.writeString(temp.resolve(name + ".md"), "\n# Of " + name + "\n");
        }
        var shelf = new Shelf(temp);
        assertThat(shelf.entries()).extracting(Shelf.Entry::name).containsExactly("lifecycle", "inside", "pins");
        assertThat(shelf.entries().get(0).title()).isEqualTo("Of 01-lifecycle");
        for (var sought : new String[] {"lifecycle", "1", "01", "01-lifecycle", "life"}) {
            assertThat(shelf.find(sought)).as(sought).hasValueSatisfying(found -> assertThat(found.number())
                    .isEqualTo(1));
        }
        assertThat(shelf.find("")).isEmpty();
        assertThat(shelf.find("nothing")).isEmpty();
        assertThat(shelf.near("lifecicle")).containsExactly("lifecycle");
    }

    @Test
    void isEmptyWhereThereIsNoFolder() {
        assertThat(new Shelf(temp.resolve("none")).entries()).isEmpty();
    }
}
