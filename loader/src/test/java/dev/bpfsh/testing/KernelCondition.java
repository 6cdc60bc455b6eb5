// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Carries out {@link RequiresKernel}. */
final class KernelCondition implements ExecutionCondition {
    private static final Path SKIPS = Path.of("target", "skips.txt");
    private static final boolean FORCED = "force".equals(System.getenv("BPFSH_TESTS"));

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), RequiresKernel.class).stream()
                .flatMap(needs -> Stream.of(needs.value()))
                .flatMap(feature -> feature.missing().map(why -> feature + ": " + why).stream())
                .findFirst()
                .map(reason -> skip(context, reason))
                .orElseGet(() -> ConditionEvaluationResult.enabled("all there"));
    }

    private static ConditionEvaluationResult skip(ExtensionContext context, String reason) {
        var name = context.getTestClass().map(Class::getSimpleName).orElse("");
        var test = context.getTestMethod()
                .map(method -> name + "." + method.getName())
                .orElse(name);
        if (FORCED) {
            throw new AssertionError(test + " would be skipped, " + reason);
        }
        append(test + ": " + reason + "\n");
        return ConditionEvaluationResult.disabled(reason);
    }

    private static synchronized void append(String line) {
        try {
            Files.createDirectories(SKIPS.getParent());
            Files.writeString(SKIPS, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException("a skip that nobody hears of is a failure", failed);
        }
    }
}
