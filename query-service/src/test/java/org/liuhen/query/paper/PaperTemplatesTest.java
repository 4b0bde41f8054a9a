package org.liuhen.query.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The templates are packed from text that people can compare: {@link PaperTemplates} and the parts
 * beside this test. {@code -Dliuhen.regenerate=true} packs them anew.
 */
class PaperTemplatesTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("basedir", "."), "src/main/resources/paper");
    private static final Map<String, String> PARTS =
            Map.of(
                    "word/_rels/document.xml.rels", "document.rels",
                    "word/fontTable.xml", "fontTable.xml",
                    "word/footer-even.xml", "footer-even.xml",
                    "word/footer-odd.xml", "footer-odd.xml",
                    "word/settings.xml", "settings.xml",
                    "word/styles.xml", "styles.xml");

    @ParameterizedTest
    @ValueSource(strings = {"report.docx", "approval-sheet.docx"})
    void theTemplateIsPackedFromWhatLiesHere(String name) throws IOException {
        Map<String, String> parts = parts(name);
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("liuhen.regenerate")) {
            Files.createDirectories(FOLDER);
            pack(file, parts);
        }
        assertThat(unpacked(Files.readAllBytes(file)))
                .as("%s is out of date: run with -Dliuhen.regenerate=true", name)
                .isEqualTo(parts);
    }

    private static Map<String, String> parts(String name) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", part("content-types.xml"));
        parts.put("_rels/.rels", part("package.rels"));
        parts.put(
                "word/document.xml",
                name.equals("report.docx")
                        ? PaperTemplates.report()
                        : PaperTemplates.approvalSheet());
        for (String path : PARTS.keySet().stream().sorted().toList()) {
            parts.put(path, part(PARTS.get(path)));
        }
        return parts;
    }

    private static String part(String name) throws IOException {
        try (InputStream in = PaperTemplatesTest.class.getResourceAsStream("/paper/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void pack(Path file, Map<String, String> parts) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                ZipEntry entry = new ZipEntry(part.getKey());
                entry.setLastModifiedTime(FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
                out.putNextEntry(entry);
                out.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static Map<String, String> unpacked(byte[] file) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                parts.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }
}
