// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Runs a test, or all of a class, on the JDK that Maven runs on alone: it is about the kernel, a script's program or a
 * tool, and nothing in it could differ on another.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(value = "dev.bpfsh.testing.BuildJdk#isThis", disabledReason = "the same on every JDK")
public @interface OnOneJdk {}
