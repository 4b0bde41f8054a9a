package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The description that the screens' types are generated from is the one that is served. {@code
 * -Dliuhen.regenerate=true} writes it anew.
 */
class DescriptionFileTest {
    private static final Path FILE = Path.of("..", "web", "openapi.json");

    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void theScreensAreBuiltFromWhatIsServed() throws IOException {
        ObjectNode served = (ObjectNode) Running.shared().client().get("/v3/api-docs").body();
        served.remove("servers"); // where it happens to run
        String pretty = json.writerWithDefaultPrettyPrinter().writeValueAsString(served) + "\n";
        if (Boolean.getBoolean("liuhen.regenerate")) {
            Files.writeString(FILE, pretty);
        }
        JsonNode kept = json.readTree(Files.readString(FILE));
        assertThat(kept)
                .as("web/openapi.json is out of date: run with -Dliuhen.regenerate=true")
                .isEqualTo(served);
    }
}
