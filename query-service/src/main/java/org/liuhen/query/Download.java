package org.liuhen.query;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A file that somebody takes away. */
public final class Download {
    private Download() {}

    /**
     * Sends a file that is gone here once it was sent.
     *
     * @param name as it will lie in somebody's folder, in any script
     * @param type its media type, with a charset where it is text
     */
    public static ResponseEntity<Resource> of(Path file, String name, String type)
            throws IOException {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(type))
                .contentLength(Files.size(file))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(
                        new InputStreamResource(
                                Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE)));
    }
}
