package org.liuhen.query.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.liuhen.contracts.Footprint;
import org.liuhen.query.Past;
import org.liuhen.workflow.AccountHistory;
import org.liuhen.workflow.ReportState;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Reads reports' histories for an auditor. A history only grows, so a reading is gone on with where
 * it was left, and what is set to be pointed out is always what is set now: nothing is stored.
 */
@Component
class Examinations {
    private final Past past;
    private final AuditSettings settings;
    private final AccountHistory accounts;
    private final Cache<String, Examination> readings =
            Caffeine.newBuilder()
                    .maximumWeight(Footprint.most())
                    .weigher((String _, Examination reading) -> reading.weight())
                    .build();

    Examinations(Past past, AuditSettings settings, ObjectProvider<AccountHistory> accounts) {
        this.past = past;
        this.settings = settings;
        this.accounts = accounts.getIfAvailable(AccountHistory::none);
        past.whenForgetting(readings::invalidate);
    }

    /** The decisions that are wanted, each seen from the report as it stands now. */
    List<Decision> decisions(ReportState now, Predicate<Ruling> wanted, long most) {
        Examination reading = reading(now);
        synchronized (reading) {
            Present present = reading.present(now);
            return reading.rulings().stream()
                    .filter(ruling -> ruling.entry().version() <= now.version())
                    .filter(wanted)
                    .limit(most)
                    .map(ruling -> ruling.seenFrom(present))
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
        while (true) {
            Examination reading =
                    Objects.requireNonNull(
                            readings.get(now.reportId(), _ -> new Examination(settings, accounts)));
            synchronized (reading) {
                if (reading.isSpoilt()) {
                    readings.asMap().remove(now.reportId(), reading);
                    continue;
                }
                past.retell(now.reportId(), reading.state(), now.version(), reading::read);
                readings.asMap().replace(now.reportId(), reading, reading); // it weighs more now
                return reading;
            }
        }
    }
}
