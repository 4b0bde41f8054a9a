package org.liuhen.views.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.liuhen.views.SectionName;
import org.liuhen.workflow.ReportState;
import org.liuhen.workflow.RevisionState;
import org.liuhen.workflow.Role;
import org.liuhen.workflow.SectionState;
import org.liuhen.workflow.Target;
import org.liuhen.workflow.Task;

/**
 * One line of an inbox.
 *
 * @param kind WRITE, REVIEW, FORWARD or RULE_ON_REVISION; of a deed, what was done
 * @param sectionKey absent where it is the whole report
 * @param title the section's title, or the report's
 * @param sectionName what the section is called among all of the report, as in {@link SectionName}
 * @param sectionRevision the section's revision at that moment: with the digest, what is decided on
 * @param step who is to do it; of a deed, in which role it was done
 * @param digest what a decision must name; absent where it is the whole report
 * @param revision what is asked for, where a target is to be ruled on
 */
public record InboxItem(
        String kind,
        String reportId,
        @Nullable String sectionKey,
        String title,
        @Nullable String sectionName,
        @Nullable Integer sectionRevision,
        String desk,
        Role step,
        Instant since,
        int round,
        @Nullable String digest,
        String departmentId,
        int fiscalYear,
        String reportTitle,
        @Nullable Asked revision) {

    /** A change of target that is asked for, as finance needs to see it to rule. */
    public record Asked(
            String revisionId,
            String indicator,
            String indicatorName,
            @Nullable Target originalTarget,
            @Nullable Target target,
            Target proposed,
            String reason,
            String basis,
            String requestedBy) {}

    static InboxItem of(ReportState report, Task task) {
        SectionState section =
                task.section() == null ? null : report.section(task.section()).orElseThrow();
        return new InboxItem(
                task.kind().name(),
                report.reportId(),
                task.section(),
                section == null ? report.title() : section.title(),
                section == null ? null : SectionName.of(section),
                section == null ? null : section.revision(),
                task.desk(),
                task.step(),
                task.since(),
                task.round(),
                section == null ? null : report.digest(section),
                report.departmentId(),
                report.fiscalYear(),
                report.title(),
                task.kind() == Task.Kind.RULE_ON_REVISION ? asked(report, task) : null);
    }

    private static Asked asked(ReportState report, Task task) {
        var indicator = report.indicator(String.valueOf(task.indicator())).orElseThrow();
        RevisionState revision =
                indicator.revisions().stream()
                        .filter(each -> each.id().equals(task.revisionId()))
                        .findFirst()
                        .orElseThrow();
        return new Asked(
                revision.id(),
                indicator.key(),
                indicator.name(),
                indicator.originalTarget(),
                indicator.target(),
                revision.target(),
                revision.reason(),
                revision.basis(),
                revision.requestedBy().name());
    }
}
