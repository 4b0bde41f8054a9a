package org.liuhen.command.seal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the record is sealed: {@code liuhen.seal.*}.
 *
 * @param directory holds the log's key and the last checkpoint it signed; keep it apart from the
 *     database and its backups
 * @param origin the log's name, such as {@code liuhen.jiangmen.example/record}; the same for as
 *     long as the log goes on
 * @param successor who decided that a log begins after the one that is there, and why; said once,
 *     together with another origin
 * @param policy a file in the form of C2SP tlog-policy that names the witnesses; absent where there
 *     are none yet
 */
@ConfigurationProperties("liuhen.seal")
record SealSettings(
        Path directory,
        @DefaultValue("liuhen.local/record") String origin,
        @Nullable Path policy,
        @Nullable Successor successor) {

    /**
     * What is said when a log begins after another.
     *
     * @param by the account of the administrator who decided it
     * @param reason why, in one line, for everybody to read
     * @param before the public key of the log before; needed where its key file is lost
     */
    record Successor(
            @DefaultValue("") String by,
            @DefaultValue("") String reason,
            @Nullable String before) {}
}
