package org.liuhen.releases;

import java.util.ArrayList;
import java.util.List;
import org.liuhen.access.Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an auditor is told of a report.
 *
 * @param versions the report at each version, from 1, as text
 * @param trail what happened, in order
 */
record Told(List<String> versions, List<JsonNode> trail) {

    static Told of(Client auditor, String report) {
        String path = "/api/reports/" + report;
        long last = done(auditor.get(path)).body().path("version").asLong();
        List<String> versions = new ArrayList<>();
        for (long version = 1; version <= last; version++) {
            versions.add(done(auditor.get(path + "?version=" + version)).text());
        }
        return new Told(versions, items(auditor, path + "/history?limit=200", "after"));
    }

    static JsonNode read(String text) {
        return JsonMapper.shared().readTree(text);
    }

    /** All of a list, page by page. */
    static List<JsonNode> items(Client auditor, String path, String next) {
        List<JsonNode> all = new ArrayList<>();
        String page = path;
        while (true) {
            JsonNode answer = done(auditor.get(page)).body();
            answer.path("items").forEach(all::add);
            if (answer.path("next").isNull() || answer.path("next").isMissingNode()) {
                return all;
            }
            page = path + "&" + next + "=" + answer.path("next").asString();
        }
    }

    private static Client.Answer done(Client.Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError(answer.toString());
        }
        return answer;
    }
}
