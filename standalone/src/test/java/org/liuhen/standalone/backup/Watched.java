package org.liuhen.standalone.backup;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.liuhen.standalone.database.EmbeddedDatabase;
import org.liuhen.standalone.database.LiveCluster;
import org.springframework.boot.health.contributor.Health;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What an operator sees of a database's archive. */
public final class Watched {
    private final Archiving archiving;

    public Watched(EmbeddedDatabase database, LiveCluster live) {
        JdbcClient client =
                JdbcClient.create(
                        new DriverManagerDataSource(
                                database.url(), database.username(), database.password()));
        archiving = new Archiving(client, live.cluster(), live.keptIn().orElseThrow());
    }

    public Health health() {
        return new ArchiveHealth(archiving).health();
    }

    /** What Prometheus reads of it. */
    public String scraped() {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new BackupConfiguration().archiveMeters(archiving).bindTo(meters);
        return meters.scrape();
    }
}
