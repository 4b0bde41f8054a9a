package org.liuhen.verifier;

/** In the database of the record. */
class AccountsTamperingTest extends AccountsTampering {
    AccountsTamperingTest() {
        super(false);
    }
}
