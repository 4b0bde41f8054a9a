package org.liuhen.command;

/** An idempotency key came a second time with another request. Nothing was done. */
public final class KeyReused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyReused() {
        super("idempotency key reused", null, false, false);
    }
}
