package org.liuhen.command.seal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.liuhen.command.Follower;
import org.liuhen.command.seal.SealConfiguration.LogPolicy;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.MissingVersions;
import org.liuhen.seal.Note;
import org.liuhen.seal.ProofPackage;
import org.liuhen.seal.Retelling;
import org.liuhen.seal.RowKind;
import org.liuhen.seal.SealedEvent;
import org.liuhen.seal.StoredEvent;
import org.liuhen.seal.Tree;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.Report;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.Role;
import org.liuhen.workflow.Visibility;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts together the package by which a report proves itself. */
@Component
public class Packing {
    private final JdbcClient database;
    private final SealedLog log;
    private final Sealer sealer;
    private final Cosigning cosigning;
    private final LogPolicy policy;

    Packing(
            JdbcClient database,
            SealedLog log,
            Sealer sealer,
            Cosigning cosigning,
            LogPolicy policy) {
        this.database = database;
        this.log = log;
        this.sealer = sealer;
        this.cosigning = cosigning;
        this.policy = policy;
    }

    /**
     * The package of a report as it stands now.
     *
     * @throws Problem {@code not-found} where there is no such report for this person; {@code
     *     unavailable} while its last events cannot be sealed; {@code record-incomplete} where
     *     versions are missing from its record or do not follow from each other
     */
    public ProofPackage of(Person person, String reportId) {
        if (!maySee(person, reportId)) {
            throw Problem.of(ProblemCode.NOT_FOUND, "没有找到这份报告，请核对编号；未报送到您单位的报告不能查看。");
        }
        List<StoredEvent> events = events(reportId);
        refuseGaps(events);
        sealer.sealEventsQuietly();
        Map<String, Long> places = places(reportId);
        long least = 1 + places.values().stream().mapToLong(Long::longValue).max().orElse(0);
        Note checkpoint =
                cosigning
                        .best(least)
                        .filter(_ -> places.size() >= events.size())
                        .orElseThrow(() ->
                                Problem.of(
                                        ProblemCode.UNAVAILABLE,
                                        "报告最近的事件还没有封存，请稍后重试；多次不成请告知系统管理员。"));
        Tree tree = log.tree(SealedLog.sizeOf(checkpoint));
        List<SealedEvent> sealed = new ArrayList<>();
        for (StoredEvent event : events) {
            long index = places.getOrDefault(event.text("event_id"), -1L);
            sealed.add(new SealedEvent(event, index, tree.inclusion(index)));
        }
        try {
            return ProofPackage.of(sealed, checkpoint, policy.text());
        } catch (Malformed e) {
            throw incomplete("记录前后不相衔接（" + e.in(Locale.CHINESE) + "）");
        }
    }

    private static void refuseGaps(List<StoredEvent> events) {
        MissingVersions missing =
                MissingVersions.of(events.stream().map(StoredEvent::version).toList());
        if (!missing.isEmpty()) {
            throw incomplete("记录缺第%s版".formatted(missing.in(Locale.CHINESE)));
        }
    }

    private static Problem incomplete(String what) {
        return Problem.of(
                ProblemCode.RECORD_INCOMPLETE, what + "，不能制作资料包。请告知系统管理员和审计人员，由他们核对记录，还原后再下载。");
    }

    /**
     * Who may see a report follows from its opening and from how far it was forwarded. Without its
     * opening it can be seen by whoever sees every report.
     */
    private boolean maySee(Person person, String reportId) {
        Retelling retelling = new Retelling();
        @Nullable ReportState report = null;
        for (StoredEvent stored :
                database.sql(
                                """
                                SELECT * FROM record.event WHERE report_id = ? AND name IN
                                    ('report-opened', 'report-forwarded', 'report-finalized')
                                ORDER BY sequence\
                                """)
                        .param(reportId)
                        .query((row, _) -> Follower.event(row))
                        .list()) {
            if (report == null && stored.version() > 1) {
                break;
            }
            report = Report.evolve(report, retelling.recorded(stored));
        }
        return report == null
                ? person.roles().contains(Role.AUDITOR) && !events(reportId).isEmpty()
                : Visibility.maySee(report, person);
    }

    private List<StoredEvent> events(String reportId) {
        return database.sql("SELECT * FROM record.event WHERE report_id = ? ORDER BY sequence")
                .param(reportId)
                .query((row, _) -> Follower.event(row))
                .list();
    }

    private Map<String, Long> places(String reportId) {
        return database
                .sql(
                        """
                        SELECT l.row_id, l.index FROM record.event e
                        JOIN seal.leaf l ON l.position = e.position AND l.kind = ?
                        WHERE e.report_id = ?\
                        """)
                .params(RowKind.EVENT.text(), reportId)
                .query((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
