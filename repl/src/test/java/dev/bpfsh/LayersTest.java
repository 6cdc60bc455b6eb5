// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import dev.bpfsh.testing.OnOneJdk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Imports run downward only, and each library from outside is known to one package. */
@OnOneJdk
@Execution(ExecutionMode.CONCURRENT)
class LayersTest {
    private static final JavaClasses BPFSH = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(LayersTest::isNoTestJar)
            .importPackages("dev.bpfsh");

    private static boolean isNoTestJar(Location location) {
        return !location.contains("-tests.jar");
    }

    @Test
    void importsRunDownwardOnly() {
        holds(layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("repl")
                .definedBy("dev.bpfsh.repl..")
                .layer("lesson")
                .definedBy("dev.bpfsh.lesson..")
                .layer("view")
                .definedBy("dev.bpfsh.view..")
                .layer("complete")
                .definedBy("dev.bpfsh.complete..")
                .layer("suite")
                .definedBy("dev.bpfsh.suite..")
                .layer("expect")
                .definedBy("dev.bpfsh.expect..")
                .layer("host")
                .definedBy("dev.bpfsh.host..")
                .layer("deps")
                .definedBy("dev.bpfsh.deps..")
                .layer("loader")
                .definedBy("dev.bpfsh.loader..")
                .layer("attach")
                .definedBy("dev.bpfsh.attach..")
                .layer("compile")
                .definedBy("dev.bpfsh.compile..")
                .layer("kernel")
                .definedBy("dev.bpfsh.kernel..")
                .layer("btf")
                .definedBy("dev.bpfsh.btf..")
                .layer("elf")
                .definedBy("dev.bpfsh.elf..")
                .layer("cache")
                .definedBy("dev.bpfsh.cache..")
                .layer("libbpf")
                .definedBy("dev.bpfsh.libbpf..")
                .layer("timing")
                .definedBy("dev.bpfsh.timing..")
                .whereLayer("timing")
                .mayNotAccessAnyLayer()
                .whereLayer("repl")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("lesson")
                .mayOnlyBeAccessedByLayers("repl")
                .whereLayer("suite")
                .mayOnlyBeAccessedByLayers("repl")
                .whereLayer("expect")
                .mayOnlyBeAccessedByLayers("repl", "suite")
                .whereLayer("complete")
                .mayOnlyBeAccessedByLayers("repl")
                .whereLayer("view")
                .mayOnlyBeAccessedByLayers("repl", "lesson", "suite", "expect", "complete", "host")
                .whereLayer("host")
                .mayOnlyBeAccessedByLayers("repl", "lesson", "suite", "expect", "complete")
                .whereLayer("deps")
                .mayOnlyBeAccessedByLayers("repl", "lesson", "complete", "host")
                .whereLayer("loader")
                .mayOnlyBeAccessedByLayers("repl", "lesson", "suite", "expect", "complete", "view", "host")
                .whereLayer("attach")
                .mayOnlyBeAccessedByLayers("repl", "lesson", "complete", "view", "host", "loader")
                .whereLayer("compile")
                .mayOnlyBeAccessedByLayers("repl", "lesson", "suite", "expect", "complete", "view", "host", "loader")
                .whereLayer("kernel")
                .mayOnlyBeAccessedByLayers(
                        "repl", "lesson", "suite", "expect", "complete", "view", "host", "loader", "attach", "compile")
                .whereLayer("btf")
                .mayOnlyBeAccessedByLayers(
                        "repl", "lesson", "suite", "expect", "complete", "view", "host", "loader", "attach", "compile")
                .whereLayer("elf")
                .mayOnlyBeAccessedByLayers("loader", "attach", "kernel")
                .whereLayer("cache")
                .mayOnlyBeAccessedByLayers("repl", "lesson", "complete", "host", "compile", "btf"));
    }

    @Test
    void packagesFormNoCycle() {
        holds(slices().matching("dev.bpfsh.(*)..").should().beFreeOfCycles());
    }

    @Test
    void onlyLibbpfKnowsTheNativeInterface() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("dev.bpfsh.libbpf..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jnr..", "com.kenai.jffi.."));
    }

    @Test
    void onlyItsPackageKnowsTheResolver() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("dev.bpfsh.deps.maven..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.aether..", "org.apache.maven..", "dev.bpfsh.deps.maven.."));
    }

    @Test
    void onlyLessonsKnowMarkdown() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("dev.bpfsh.lesson..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.commonmark.."));
    }

    @Test
    void onlyTheShellKnowsTheTerminal() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage("dev.bpfsh.repl..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.jline.."));
    }

    @Test
    void onlyTheShellKnowsTheCompiler() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.bpfsh.complete..", "dev.bpfsh.host..", "dev.bpfsh.repl..", "dev.bpfsh.lesson..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jdk.jshell..", "javax.tools..", "com.sun.source.."));
    }

    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(BPFSH);
    }
}
