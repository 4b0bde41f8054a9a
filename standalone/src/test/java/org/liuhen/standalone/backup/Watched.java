package org.liuhen.standalone.backup;

import org.liuhen.standalone.database.EmbeddedDatabase;
import org.liuhen.standalone.database.LiveCluster;
import org.springframework.boot.health.contributor.Health;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What an operator sees of a database's archive. */
public final class Watched {
    private final ArchiveHealth health;

    public Watched(EmbeddedDatabase database, LiveCluster live) {
        JdbcClient client =
                JdbcClient.create(
                        new DriverManagerDataSource(
                                database.url(), database.username(), database.password()));
        health =
                new ArchiveHealth(
                        new Archiving(client, live.cluster(), live.keptIn().orElseThrow()));
    }

    public Health health() {
        return health.health();
    }
}
