package org.liuhen.standalone.backup;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.liuhen.standalone.database.LiveCluster;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Watches that the write-ahead log is kept, where {@code liuhen.backup.directory} asks for it. */
@Configuration(proxyBeanMethods = false)
@Conditional(BackupConfiguration.Asked.class)
public class BackupConfiguration {

    /** A blank setting is none, as where the database is started. */
    static final class Asked implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !context.getEnvironment().getProperty("liuhen.backup.directory", "").isBlank();
        }
    }

    @Bean
    Archiving archiving(JdbcClient database, Environment settings) throws IOException {
        LiveCluster live =
                LiveCluster.in(Path.of(settings.getProperty("liuhen.data-directory", "data")))
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "liuhen.backup.directory 只用于自带的 PostgreSQL；另行安装的数据库请用它自己的归档，并去掉这一设置。"));
        return new Archiving(database, live.cluster(), live.keptIn().orElseThrow());
    }

    @Bean
    ArchiveHealth archiveHealthIndicator(Archiving archiving) {
        return new ArchiveHealth(archiving);
    }

    @Bean
    MeterBinder archiveMeters(Archiving archiving) {
        return meters -> {
            Gauge.builder("liuhen.archive.failing", () -> archiving.failing().isPresent() ? 1 : 0)
                    .description("1 while the write-ahead log cannot be kept")
                    .register(meters);
            Gauge.builder("liuhen.archive.waiting", archiving, Archiving::waiting)
                    .description("segments of the write-ahead log that wait to be kept")
                    .baseUnit("segments")
                    .register(meters);
            Gauge.builder("liuhen.backup.age", () -> archiving.age(Instant.now()).toMillis() / 1e3)
                    .description("how old the newest base backup is")
                    .baseUnit("seconds")
                    .register(meters);
        };
    }
}
