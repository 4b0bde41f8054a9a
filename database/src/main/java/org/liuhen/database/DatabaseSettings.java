package org.liuhen.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the database is: {@code liuhen.database.*}.
 *
 * @param url a JDBC URL, such as {@code jdbc:postgresql://db:5432/liuhen}
 * @param username owns the database; the application itself works as its {@link ApplicationRole}
 * @param poolSize most connections held at once
 */
@ConfigurationProperties("liuhen.database")
public record DatabaseSettings(
        String url, String username, String password, @DefaultValue("16") int poolSize) {

    @Override
    public String toString() {
        return "DatabaseSettings[" + url + " as " + username + "]";
    }
}
