package org.liuhen.access;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
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
