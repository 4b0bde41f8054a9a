package org.liuhen.access;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.liuhen.database.DatabaseSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may use this installation: {@code liuhen.*}.
 *
 * @param organisationFile organisations and accounts to add where they are absent
 * @param bcryptStrength of every password; each step doubles the work. One for all: a name nobody
 *     has costs as much as anybody's
 */
@ConfigurationProperties("liuhen")
public record AccessSettings(
        @DefaultValue("production") Mode mode,
        @Nullable Path organisationFile,
        @DefaultValue("12") int bcryptStrength,
        @DefaultValue Session session) {

    void requireSecrets(DatabaseSettings database) {
        if (isBlank(database.url()) || isBlank(database.username())) {
            throw new StartRefused(
                    "没有配置数据库的地址或用户名。", "请设置 liuhen.database.url 和 liuhen.database.username 后再启动。");
        }
        if (mode == Mode.PRODUCTION && isBlank(database.password())) {
            throw new StartRefused(
                    "没有配置数据库的密码，正式运行不能没有密码。",
                    "请设置 liuhen.database.password（例如用环境变量 LIUHEN_DATABASE_PASSWORD）后再启动。");
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /** What an installation is for. */
    public enum Mode {
        PRODUCTION,
        DEMONSTRATION
    }

    /**
     * How long one may stay signed in.
     *
     * @param idle without a request
     * @param longest in any case
     */
    public record Session(
            @DefaultValue("30m") Duration idle, @DefaultValue("12h") Duration longest) {}
}
