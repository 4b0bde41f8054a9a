package org.liuhen.database;

import org.jspecify.annotations.Nullable;

/**
 * A schema some part of the application keeps, made by the scripts in {@code classpath:db/<name>}.
 *
 * @param anew where set, the schema is thrown away and made again, once for each such word; only
 *     for what can be made from the record
 */
public record Schema(String name, @Nullable String anew) {
    private static final String WORD = "[A-Za-z0-9._-]{1,60}";

    public Schema {
        if (!name.matches("[a-z]+")) {
            throw new IllegalArgumentException("not a schema name: " + name);
        }
        if (anew != null && !anew.matches(WORD)) {
            throw new IllegalArgumentException("重新制作所用的词只能由1至60个字母、数字、点、横线、下划线组成，请更正后再启动：" + anew);
        }
    }

    /** One that is kept for ever. */
    public Schema(String name) {
        this(name, null);
    }
}
