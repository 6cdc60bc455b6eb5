// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

/** Pointers. */
final class AddressCodec extends ScalarCodec {
    AddressCodec(Btf btf, int type) {
        super(btf, type, Long.BYTES);
    }

    @Override
    public Object valueOf(long word) {
        return new Address(word);
    }

    @Override
    long wordOf(Object value, int bits, Where where) {
        if (value == null) {
            return 0;
        } else if (value instanceof Address address) {
            return address.value();
        }
        return checked(value, bits, false, true, where);
    }
}
