package org.liuhen.access;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may use this installation: {@code liuhen.*}.
 *
 * @param organisationFile organisations and accounts to add where they are absent
 * @param bcryptStrength of every password; each step doubles the work. One for all: a name nobody
 *     has costs as much as anybody's
 * @param proxies addresses and networks (CIDR) of the reverse proxies in front: they alone are
 *     believed whom they speak for
 */
@ConfigurationProperties("liuhen")
public record AccessSettings(
        @DefaultValue("production") Mode mode,
        @Nullable Path organisationFile,
        @DefaultValue("12") int bcryptStrength,
        @DefaultValue Session session,
        @DefaultValue Journal journal,
        @DefaultValue({}) List<String> proxies) {

    /** What an installation is for. */
    public enum Mode {
        PRODUCTION,
        DEMONSTRATION
    }

    /**
     * How much of the same the journal takes.
     *
     * @param singly how many refusals of a network where nobody is signed in are entered one by
     *     one, before they are counted by the minute
     */
    public record Journal(@DefaultValue("20") int singly) {}

    /**
     * How long one may stay signed in.
     *
     * @param idle without a request
     * @param longest in any case
     */
    public record Session(
            @DefaultValue("30m") Duration idle, @DefaultValue("12h") Duration longest) {}
}
