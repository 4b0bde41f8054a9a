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
 * @param origin the log's name, such as {@code liuhen.jiangmen.example/record}; for ever the same
 * @param policy a file in the form of C2SP tlog-policy that names the witnesses; absent where there
 *     are none yet
 */
@ConfigurationProperties("liuhen.seal")
record SealSettings(
        Path directory,
        @DefaultValue("liuhen.local/record") String origin,
        @Nullable Path policy) {}
