package org.liuhen.query.history;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/** Writes rows of text into a file, in a form that people's programs open. */
interface Spreadsheet extends AutoCloseable {

    void add(List<String> row) throws IOException;

    /** No row follows: the file is whole from then on. */
    void finish() throws IOException;

    /** Gives back what it took while it wrote. */
    @Override
    void close() throws IOException;

    /** Comma-separated, in UTF-8 with the mark by which Excel knows it. */
    static Spreadsheet csv(Path file) throws IOException {
        return new Csv(file);
    }

    /** A workbook of Excel. Sheets and cells hold what Excel lets them hold; more sheets follow. */
    static Spreadsheet xlsx(Path file) {
        return new Xlsx(file);
    }

    /** {@link #csv}. What looks like a formula gets an apostrophe in front, as a person would. */
    final class Csv implements Spreadsheet {
        private static final char BYTE_ORDER_MARK = '\uFEFF';

        private final CSVPrinter printer;

        private Csv(Path file) throws IOException {
            BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
            writer.write(BYTE_ORDER_MARK);
            printer = new CSVPrinter(writer, CSVFormat.EXCEL);
        }

        @Override
        public void add(List<String> row) throws IOException {
            printer.printRecord(
                    row.stream().map(text -> Formula.maybe(text) ? "'" + text : text).toList());
        }

        @Override
        public void finish() throws IOException {
            printer.flush();
        }

        @Override
        public void close() throws IOException {
            printer.close();
        }
    }

    /** {@link #xlsx}. Every cell is a text; what looks like a formula is marked as quoted, too. */
    final class Xlsx implements Spreadsheet {
        private static final int MOST_ROWS = 1_048_576;
        private static final int LONGEST = 32_767;
        private static final String CUT = "……（全文见 CSV）";

        private final Path file;
        private final SXSSFWorkbook workbook = new SXSSFWorkbook();
        private final CellStyle quoted;
        private Sheet sheet;
        private List<String> headings = List.of();
        private int next;

        private Xlsx(Path file) {
            this.file = file;
            this.sheet = workbook.createSheet();
            this.quoted = workbook.createCellStyle();
            quoted.setQuotePrefixed(true);
        }

        @Override
        public void add(List<String> row) {
            if (headings.isEmpty()) {
                headings = row;
            }
            if (next == MOST_ROWS) {
                sheet = workbook.createSheet();
                next = 0;
                write(headings);
            }
            write(row);
        }

        private void write(List<String> texts) {
            Row row = sheet.createRow(next++);
            for (int i = 0; i < texts.size(); i++) {
                String text = texts.get(i);
                Cell cell = row.createCell(i);
                cell.setCellValue(
                        text.length() <= LONGEST
                                ? text
                                : text.substring(0, LONGEST - CUT.length()) + CUT);
                if (Formula.maybe(text)) {
                    cell.setCellStyle(quoted);
                }
            }
        }

        @Override
        public void finish() throws IOException {
            try (OutputStream out = Files.newOutputStream(file)) {
                workbook.write(out);
            }
        }

        @Override
        public void close() throws IOException {
            workbook.close();
        }
    }
}
