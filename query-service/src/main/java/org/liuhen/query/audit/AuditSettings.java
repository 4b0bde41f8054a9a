package org.liuhen.query.audit;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;

/**
 * Where an auditor draws the lines: {@code liuhen.audit.*}. They change what is pointed out, never
 * what is recorded.
 *
 * @param shortestReview a decision given sooner after the section's arrival is pointed out
 * @param workBegins by Beijing time
 * @param workEnds by Beijing time
 * @param daysOff public holidays
 * @param daysOn weekends worked instead
 * @param mostReturns of one section; each return beyond is pointed out
 */
@ConfigurationProperties("liuhen.audit")
record AuditSettings(
        @DefaultValue("30s") Duration shortestReview,
        @DefaultValue("08:00:00") @DateTimeFormat(iso = ISO.TIME) LocalTime workBegins,
        @DefaultValue("18:00:00") @DateTimeFormat(iso = ISO.TIME) LocalTime workEnds,
        @DefaultValue @DateTimeFormat(iso = ISO.DATE) Set<LocalDate> daysOff,
        @DefaultValue @DateTimeFormat(iso = ISO.DATE) Set<LocalDate> daysOn,
        @DefaultValue("2") int mostReturns) {

    WorkingHours workingHours() {
        return new WorkingHours(workBegins, workEnds, daysOff, daysOn);
    }
}
