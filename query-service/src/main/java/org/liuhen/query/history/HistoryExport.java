package org.liuhen.query.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/**
 * Writes a trail into a file to take away. The file is whole before any of it is sent: who gets it
 * gets all of it.
 */
@Component
class HistoryExport {
    private static final int PAGE = 100;

    private final History history;

    HistoryExport(History history) {
        this.history = history;
    }

    Path csv(String reportId, HistoryFilter filter) throws IOException {
        Path file = Files.createTempFile("liuhen-", ".csv");
        return write(reportId, filter, file, Spreadsheet.csv(file));
    }

    Path xlsx(String reportId, HistoryFilter filter) throws IOException {
        Path file = Files.createTempFile("liuhen-", ".xlsx");
        return write(reportId, filter, file, Spreadsheet.xlsx(file));
    }

    private Path write(String reportId, HistoryFilter filter, Path file, Spreadsheet sheet)
            throws IOException {
        boolean whole = false;
        try (sheet) {
            sheet.add(TrailSheet.HEADINGS);
            Long after = 0L;
            while (after != null) {
                History.Page page = history.after(reportId, after, PAGE, filter);
                for (Entry entry : page.items()) {
                    for (var row : TrailSheet.rows(entry)) {
                        sheet.add(row);
                    }
                }
                after = page.next();
            }
            sheet.finish();
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
        return file;
    }
}
