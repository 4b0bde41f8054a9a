package org.liuhen.seal;

import java.util.Locale;

/** What was given is not what it says it is; the message says where. Nothing in it was believed. */
public final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String message;

    public Malformed(String message) {
        super(message);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }

    /** The message in the reader's language: Chinese, or else English. */
    public String in(Locale language) {
        return language.getLanguage().equals("zh") ? Reasons.inChinese(message) : message;
    }
}
