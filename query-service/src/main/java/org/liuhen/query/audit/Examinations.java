package org.liuhen.query.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Objects;
import org.liuhen.query.Past;
import org.liuhen.workflow.ReportState;
import org.springframework.stereotype.Component;

/**
 * Reads reports' histories for an auditor. A history only grows, so a reading is gone on with where
 * it was left, and what is set to be pointed out is always what is set now: nothing is stored.
 */
@Component
class Examinations {
    private static final int REMEMBERED = 50;

    private final Past past;
    private final AuditSettings settings;
    private final Cache<String, Examination> readings =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Examinations(Past past, AuditSettings settings) {
        this.past = past;
        this.settings = settings;
    }

    /** The decisions of a report, each seen from the report as it stands now. */
    List<Decision> decisions(ReportState now) {
        Examination reading = reading(now);
        synchronized (reading) {
            return reading.rulings().stream()
                    .filter(ruling -> ruling.entry().version() <= now.version())
                    .map(ruling -> ruling.seenFrom(now))
                    .toList();
        }
    }

    /** What in a report's history deserves a second look, in its order. */
    List<Finding> findings(ReportState now) {
        Examination reading = reading(now);
        synchronized (reading) {
            return reading.findings().stream()
                    .filter(finding -> finding.version() <= now.version())
                    .toList();
        }
    }

    private Examination reading(ReportState now) {
        Examination reading =
                Objects.requireNonNull(
                        readings.get(now.reportId(), _ -> new Examination(settings)));
        synchronized (reading) {
            try {
                past.retell(now.reportId(), reading.state(), now.version(), reading::read);
            } catch (RuntimeException e) {
                readings.invalidate(now.reportId()); // half an event may have been read
                throw e;
            }
        }
        return reading;
    }
}
