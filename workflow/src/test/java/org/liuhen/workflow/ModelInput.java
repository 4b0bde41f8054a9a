package org.liuhen.workflow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the model takes for a text, a number, a document: as much as its generator can spoil. */
final class ModelInput {
    private ModelInput() {}

    static boolean isText(String text) {
        return text == null || (text.indexOf('\u0000') < 0 && text.indexOf('\uD800') < 0);
    }

    static boolean areTexts(List<Block> blocks) {
        return blocks.stream().allMatch(block -> isText(block.text()));
    }

    static boolean isNothing(String text) {
        return text == null || text.strip().isEmpty();
    }

    /** Absent, digits with at most one point, or the same with a comma at every third digit. */
    static boolean isNumber(String entered) {
        if (entered == null) {
            return true;
        }
        String[] parts = (entered.startsWith("-") ? entered.substring(1) : entered).split("\\.", 2);
        String[] groups = parts[0].split(",", -1);
        boolean grouped = groups.length > 1;
        boolean whole = isDigits(groups[0]) && (!grouped || groups[0].length() <= 3);
        for (int i = 1; i < groups.length; i++) {
            whole &= isDigits(groups[i]) && groups[i].length() == 3;
        }
        return entered.length() <= 32 && whole && (parts.length == 1 || isDigits(parts[1]));
    }

    static boolean isDocument(ReportDocument document) {
        Set<String> sections = new HashSet<>();
        document.sections().forEach(s -> sections.add(s.key()));
        Map<String, String> parents = new HashMap<>();
        document.lineItems().forEach(l -> parents.put(l.key(), l.parent()));
        return document.fiscalYear() >= 2000
                && document.fiscalYear() <= 2100
                && !isNothing(document.title())
                && !sections.isEmpty()
                && sections.size() == document.sections().size()
                && parents.size() == document.lineItems().size()
                && document.indicators().stream().map(i -> i.key()).distinct().count()
                        == document.indicators().size()
                && document.sections().stream().allMatch(s -> areTexts(s.blocks()))
                && document.indicators().stream().allMatch(i -> sections.contains(i.section()))
                && document.indicators().stream()
                        .allMatch(i -> i.target() == null || isNumber(i.target().value()))
                && document.lineItems().stream().allMatch(l -> sections.contains(l.section()))
                && document.lineItems().stream().allMatch(l -> isNumber(l.executed()))
                && parents.keySet().stream().allMatch(key -> hasATop(key, parents));
    }

    private static boolean hasATop(String line, Map<String, String> parents) {
        return Stream.iterate(line, each -> each == null ? null : parents.get(each))
                        .limit(parents.size() + 2L)
                        .anyMatch(each -> each == null)
                && (parents.get(line) == null || parents.containsKey(parents.get(line)));
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
