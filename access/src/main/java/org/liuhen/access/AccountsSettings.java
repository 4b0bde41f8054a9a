package org.liuhen.access;

import org.jspecify.annotations.Nullable;
import org.liuhen.database.DatabaseSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where accounts, sessions, drafts and the journal are kept: {@code liuhen.accounts.*}. */
@ConfigurationProperties("liuhen.accounts")
record AccountsSettings(@DefaultValue Database database) {

    /**
     * A database that all services share. Without an address it is the service's own.
     *
     * @param poolSize most connections held at once
     */
    record Database(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password,
            @DefaultValue("8") int poolSize) {

        boolean isOwn() {
            return url == null || url.isBlank();
        }

        /** Those of the service where no other is set: all of them or none. */
        DatabaseSettings orThatOf(DatabaseSettings service) {
            return isOwn()
                    ? new DatabaseSettings(
                            service.url(), service.username(), service.password(), poolSize)
                    : new DatabaseSettings(
                            String.valueOf(url), or(username), or(password), poolSize);
        }

        private static String or(@Nullable String given) {
            return given == null ? "" : given;
        }

        @Override
        public String toString() {
            return "Database[" + url + " as " + username + "]";
        }
    }
}
