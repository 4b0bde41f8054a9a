package org.liuhen.verifier;

/** In a database of their own. */
class AccountsApartTamperingTest extends AccountsTampering {
    AccountsApartTamperingTest() {
        super(true);
    }
}
