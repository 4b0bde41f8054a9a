package org.liuhen.query;

import java.time.Instant;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.Visibility;
import org.springframework.stereotype.Component;

/** What a person may see: what they may not, is not there. */
@Component
public class Sight {
    private final Past past;

    Sight(Past past) {
        this.past = past;
    }

    /**
     * The report as it stands now.
     *
     * @throws Problem {@code not-found} where there is none, or none for this person
     */
    public ReportState latest(Person person, String reportId) {
        return past.latest(reportId)
                .filter(report -> Visibility.maySee(report, person))
                .orElseThrow(Sight::notFound);
    }

    /**
     * The report at a version; who may see a report sees its whole past.
     *
     * @throws Problem {@code not-found} also where it has no such version
     */
    public ReportState at(Person person, String reportId, long version) {
        ReportState latest = latest(person, reportId);
        if (version < 1 || version > latest.version()) {
            throw Problem.of(
                    ProblemCode.NOT_FOUND,
                    "报告没有第" + version + "版，现有第1版至第" + latest.version() + "版，请更正后重试。");
        }
        return past.at(reportId, version);
    }

    /**
     * The report as it stood at a moment.
     *
     * @throws Problem {@code not-found} also where it was not yet open then
     */
    public ReportState at(Person person, String reportId, Instant moment) {
        latest(person, reportId);
        long version = past.versionAt(reportId, moment);
        if (version == 0) {
            throw Problem.of(ProblemCode.NOT_FOUND, "报告在这一时刻还没有建立，请改用建立之后的时刻重试。");
        }
        return past.at(reportId, version);
    }

    /**
     * Waits until a version is visible.
     *
     * @throws Problem {@code not-found} where there is no such report for this person, so that
     *     waiting tells nobody what reading would not
     */
    public void await(Person person, String reportId, long version) {
        if (!past.await(reportId, version, () -> visibleVersion(person, reportId))) {
            latest(person, reportId);
            throw notYetVisible();
        }
    }

    /** The report's version as this person sees it: 0 where they may not see it. */
    public long visibleVersion(Person person, String reportId) {
        return past.latest(reportId)
                .filter(report -> Visibility.maySee(report, person))
                .map(ReportState::version)
                .orElse(0L);
    }

    /** Told to whoever waited for a version that did not come. */
    public static Problem notYetVisible() {
        return Problem.of(ProblemCode.NOT_YET_VISIBLE, "更新还没有显示出来，请稍后再查看。");
    }

    private static Problem notFound() {
        return Problem.of(ProblemCode.NOT_FOUND, "没有找到这份报告，请核对编号；未报送到您单位的报告不能查看。");
    }
}
