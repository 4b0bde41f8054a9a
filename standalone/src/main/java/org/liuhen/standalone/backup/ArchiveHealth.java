package org.liuhen.standalone.backup;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while the write-ahead log cannot be kept: then the database's own disk fills. */
final class ArchiveHealth implements HealthIndicator {
    private final Archiving archiving;

    ArchiveHealth(Archiving archiving) {
        this.archiving = archiving;
    }

    @Override
    public Health health() {
        Health.Builder health =
                archiving
                        .failing()
                        .map(failing ->
                                Health.down()
                                        .withDetail(
                                                "failing",
                                                "日志不能归档到 %s（%s），请检查该目录和磁盘；归档不了的日志会占满数据目录的磁盘"
                                                        .formatted(
                                                                archiving.keptIn(),
                                                                failing.segment()))
                                        .withDetail("since", failing.at().toString()))
                        .orElseGet(Health::up);
        archiving
                .newestBackup()
                .ifPresentOrElse(
                        at -> health.withDetail("backup", at.toString()),
                        () -> health.withDetail("backup", "还没有基础备份，请执行 backup"));
        return health.withDetail("waiting", archiving.waiting()).build();
    }
}
