// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Skips a test, or all of a class, where the machine lacks something. What was skipped and why is appended to
 * {@code target/skips.txt}; with {@code BPFSH_TESTS=force} in the environment a skip is a failure.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(KernelCondition.class)
public @interface RequiresKernel {
    /** All of these are needed. */
    Feature[] value();
}
