package org.liuhen.standalone;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liuhen.access.Client;
import org.liuhen.access.EndpointRule;
import org.springframework.http.HttpMethod;

/**
 * One endpoint, called so that whoever may is either answered, or refused for a reason that comes
 * after the question whether they may: a digest of nothing, a step that is over.
 */
record Call(EndpointRule rule) {
    static final String SECTION = "1.1";
    private static final String STALE = "sha-256:" + "0".repeat(64);

    /** As the table names it. */
    String name() {
        return rule.method() + " " + rule.pattern();
    }

    /** Whether it is about a report. */
    boolean isAboutAReport() {
        return rule.pattern().contains("{r}") || rule.pattern().contains("{eventId}");
    }

    Client.Answer give(Client client, Subject subject) {
        String path = path(subject);
        HttpMethod method = rule.method();
        if (rule.pattern().equals("/api/live")) {
            return client.send(
                    client.request(path)
                            .setHeader("Accept", "text/event-stream")
                            .method("HEAD", BodyPublishers.noBody()));
        }
        if (method.equals(HttpMethod.GET)) {
            return client.get(path);
        }
        if (method.equals(HttpMethod.DELETE)) {
            return client.delete(path.contains("/drafts/") ? path + "?revision=1" : path);
        }
        Object body = body(subject);
        return method.equals(HttpMethod.PUT) ? client.put(path, body) : client.post(path, body);
    }

    private String path(Subject subject) {
        String path = rule.pattern();
        Map<String, String> places = new LinkedHashMap<>();
        places.put("{r}", subject.report());
        places.put("{s}", rule.pattern().contains("return-items") ? "1.2" : SECTION);
        places.put("{n}", "0");
        places.put("{i}", "ind-01");
        places.put("{l}", "li-total");
        places.put("{v}", subject.revision());
        places.put("{eventId}", subject.event());
        places.put("/{*tile}", "/0/000.p/1");
        places.put("/{*place}", "/one");
        places.put("{name}", "none.js");
        places.put("{group}", "readiness");
        places.put("{report}/{section}/{kind}", subject.report() + "/1.1/OPINION");
        for (Map.Entry<String, String> place : places.entrySet()) {
            path = path.replace(place.getKey(), place.getValue());
        }
        path =
                rule.pattern().contains("{screen")
                        ? path.replaceAll("^/\\{screen.*?\\+}", "/reports")
                        : path;
        return rule.pattern().endsWith("/diff") ? path + "?from=1&to=1" : path;
    }

    private @Nullable Object body(Subject subject) {
        String pattern = rule.pattern();
        if (pattern.equals("/api/reports")) {
            return Document.small("jiangmen-ecology", Subject.YEAR);
        }
        return switch (pattern.substring(pattern.lastIndexOf('/') + 1)) {
            case "session", "cosignatures" -> Document.of();
            case "phrases" -> Document.of("approving", List.of(), "returning", List.of());
            case "{kind}" -> Document.of("content", "草稿", "basedOn", null);
            case "{s}" -> Document.of("blocks", Document.paragraphs("改写"), "basedOn", 1);
            case "approve" ->
                    pattern.contains("revisions")
                            ? Document.of("reason", "同意")
                            : Document.of("digest", STALE, "opinion", "同意");
            case "return" -> Paper.returning(STALE, "DRAFTER", "0");
            case "reply" -> Document.of("round", subject.round(), "text", "已核对");
            case "actual" ->
                    Document.of("value", "2600", "unit", "人次", "explanation", null, "reason", "更正");
            case "revisions" ->
                    Document.of("target", subject.target(), "reason", "情况变化", "basis", "文件");
            case "{l}" ->
                    Document.of(
                            "initialBudget",
                            "1",
                            "adjustedBudget",
                            null,
                            "executed",
                            "1",
                            "reason",
                            "更正");
            case "reject" -> Document.of("reason", "依据不足");
            case "withdraw" -> Document.of("reason", "有误");
            case "submit" -> Document.of("note", "请审核");
            case "forward" -> Document.of("opinion", "同意报送");
            default -> Document.of();
        };
    }
}
