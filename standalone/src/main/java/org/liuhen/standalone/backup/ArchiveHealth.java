package org.liuhen.standalone.backup;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Down while the write-ahead log cannot be kept: then the database's own disk fills. */
final class ArchiveHealth extends AbstractHealthIndicator {
    private final Archiving archiving;

    ArchiveHealth(Archiving archiving) {
        this.archiving = archiving;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        archiving
                .failing()
                .ifPresentOrElse(
                        failing ->
                                health.down()
                                        .withDetail(
                                                "failing",
                                                "日志不能归档到 %s（%s）：该目录不在、不能写入、磁盘已满，或已有别的数据库的同名日志；归档不了的日志会占满数据目录的磁盘"
                                                        .formatted(
                                                                archiving.keptIn(),
                                                                failing.segment()))
                                        .withDetail("since", failing.at().toString()),
                        health::up);
        archiving
                .newestBackup()
                .ifPresentOrElse(
                        at -> health.withDetail("backup", at.toString()),
                        () -> health.withDetail("backup", "还没有基础备份，请执行 backup"));
        health.withDetail("waiting", archiving.waiting());
    }
}
