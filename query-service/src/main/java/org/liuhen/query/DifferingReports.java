package org.liuhen.query;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reports that are not shown, because what is stored of them here is not what was sealed. Each is
 * looked at again until it is.
 */
@Component
public final class DifferingReports {
    private static final Logger LOG = LoggerFactory.getLogger(DifferingReports.class);
    private static final String THEN = "系统不显示这份报告。请告知系统管理员和审计人员，由他们核对记录；记录还原后会自行恢复。";

    private final Map<String, Differing> differing = new ConcurrentHashMap<>();

    /**
     * One of them.
     *
     * @param version the first that was found not to be what was sealed, or not to be there
     * @param code {@code record-differs} or {@code record-incomplete}
     * @param since when it was found
     */
    public record Differing(String reportId, long version, String code, Instant since) {}

    /** All of them, the longest first. */
    public List<Differing> all() {
        return differing.values().stream().sorted(Comparator.comparing(Differing::since)).toList();
    }

    /** How many there are. */
    public int count() {
        return differing.size();
    }

    boolean includes(String reportId) {
        return differing.containsKey(reportId);
    }

    /** That version is not the one that was sealed. */
    Problem differs(String reportId, long version) {
        return found(reportId, version, ProblemCode.RECORD_DIFFERS, "第%d版与封存的记录不一致，");
    }

    /** Whether that version is what was sealed cannot be told: the log does not hold. */
    Problem isUnproved(String reportId, long version) {
        return found(
                reportId, version, ProblemCode.RECORD_DIFFERS, "封存日志有一部分核对不上，不能证明第%d版就是封存的记录，");
    }

    /** That version is not there, though later ones are, or were. */
    Problem isMissing(String reportId, long version) {
        return found(reportId, version, ProblemCode.RECORD_INCOMPLETE, "记录缺第%d版，");
    }

    private Problem found(String reportId, long version, ProblemCode code, String what) {
        Problem problem = Problem.of(code, what.formatted(version) + THEN);
        Differing before =
                differing.putIfAbsent(
                        reportId, new Differing(reportId, version, code.text(), Instant.now()));
        if (before == null) {
            LOG.error("{} is not shown: {}", reportId, problem.sentence());
        }
        return problem;
    }

    /** It is what was sealed again. */
    void holds(String reportId) {
        if (differing.remove(reportId) != null) {
            LOG.info("{} is what was sealed, and shown again", reportId);
        }
    }
}
