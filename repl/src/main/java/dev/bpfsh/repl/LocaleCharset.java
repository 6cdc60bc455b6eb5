// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * In which bytes text goes to a person and comes from one: those of the locale, but UTF-8 where it knows ASCII only. That
 * is the locale of whoever has chosen none, on terminals that nearly always take UTF-8; Python does the same (PEP 538 and
 * PEP 540).
 */
final class LocaleCharset {
    private LocaleCharset() {}

    static Charset get() {
        return of(System.getProperty("native.encoding", "UTF-8"));
    }

    /** @param encoding that of the locale, as the JVM calls it */
    static Charset of(String encoding) {
        Charset charset = Charset.isSupported(encoding) ? Charset.forName(encoding) : StandardCharsets.UTF_8;
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    }
}
