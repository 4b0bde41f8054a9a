package org.liuhen.query.paper;

import com.deepoove.poi.XWPFTemplate;
import com.deepoove.poi.config.Configure;
import com.deepoove.poi.plugin.table.LoopRowTableRenderPolicy;
import com.deepoove.poi.policy.ParagraphRenderPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.liuhen.query.Past;
import org.liuhen.workflow.ReportState;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Writes reports into Word files. How they look is said by the templates in {@code /paper}, which
 * Word opens; what is written into them is text and never read as a template again. A file is whole
 * before any of it is sent.
 */
@Component
class Papers {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    /** A document is built in memory, some tens of megabytes for the longest reports. */
    private final Semaphore atOnce = new Semaphore(2);

    private final Past past;

    Papers(Past past) {
        this.past = past;
    }

    Path report(ReportState report) throws IOException {
        return write("report.docx", ReportPaper.of(report));
    }

    Path approvalSheet(ReportState report) throws IOException {
        return write("approval-sheet.docx", ApprovalPaper.of(report, Forwarding.of(past, report)));
    }

    private Path write(String template, Object content) throws IOException {
        if (!isTurn()) {
            throw Problem.of(ProblemCode.TOO_MANY_REQUESTS, "正在导出的文件较多，请稍后再导出。")
                    .retryAfter(LONGEST_WAIT);
        }
        try {
            return written(template, content);
        } finally {
            atOnce.release();
        }
    }

    private boolean isTurn() {
        try {
            return atOnce.tryAcquire(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static Path written(String template, Object content) throws IOException {
        Path file = Files.createTempFile("liuhen-", ".docx");
        boolean whole = false;
        try (InputStream in = new ClassPathResource("paper/" + template).getInputStream();
                XWPFTemplate paper = XWPFTemplate.compile(in, policies());
                OutputStream out = Files.newOutputStream(file)) {
            paper.render(content);
            paper.write(out);
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
        return file;
    }

    private static Configure policies() {
        return Configure.builder()
                .bind("rows", new LoopRowTableRenderPolicy(true))
                .bind("line", new ParagraphRenderPolicy())
                .build();
    }
}
