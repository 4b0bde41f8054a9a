package org.liuhen.database;

/**
 * A schema some part of the application keeps, made by the scripts in {@code classpath:db/<name>}.
 */
public record Schema(String name) {
    public Schema {
        if (!name.matches("[a-z]+")) {
            throw new IllegalArgumentException("not a schema name: " + name);
        }
    }
}
