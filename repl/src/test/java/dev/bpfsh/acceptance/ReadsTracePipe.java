// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test, or all of a class, for which trace_pipe is held from before it begins until it has ended. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ReadsTracePipe.Holding.class)
@interface ReadsTracePipe {
    /** One test after the other, beside those that do without it. */
    final class Holding implements BeforeEachCallback, AfterEachCallback {
        @Override
        public void beforeEach(ExtensionContext test) throws Exception {
            Kernel.takeTracePipe();
        }

        @Override
        public void afterEach(ExtensionContext test) {
            Kernel.giveTracePipeBack();
        }
    }
}
