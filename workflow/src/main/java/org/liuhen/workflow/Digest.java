package org.liuhen.workflow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The digest of a section's canonical content: its text, indicators and line items.
 *
 * <p>Canonical form: every value is written as its length in UTF-8 bytes, a colon, and the bytes;
 * an absent value as {@code -}; a list as {@code #}, its size, a semicolon and its members. No two
 * contents share a form, and nothing is normalised: what differs in one space differs.
 */
final class Digest {
    private final MessageDigest sha256;

    private Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String of(
            List<Block> blocks, List<IndicatorState> indicators, List<LineItemState> lines) {
        Digest digest = new Digest();
        digest.size(blocks);
        for (Block block : blocks) {
            digest.values(block.kind().name(), block.text());
        }
        digest.size(indicators);
        for (IndicatorState i : indicators) {
            Category category = i.category();
            digest.values(i.key(), category == null ? null : category.name(), i.name());
            digest.target(i.originalTarget());
            digest.target(i.target());
            Actual actual = i.actual();
            digest.values(
                    actual == null ? null : actual.value(),
                    actual == null ? null : actual.unit(),
                    i.explanation());
        }
        digest.size(lines);
        for (LineItemState l : lines) {
            Relation relation = l.relation();
            digest.values(l.key(), l.name(), l.parent(), relation == null ? null : relation.name());
            digest.values(
                    l.unit(), l.initialBudget(), l.adjustedBudget(), l.executed(), l.statedRate());
        }
        return "sha-256:" + HexFormat.of().formatHex(digest.sha256.digest());
    }

    private void target(@Nullable Target target) {
        if (target == null) {
            update("#0;");
            return;
        }
        update("#1;");
        Target.Operator operator = target.operator();
        values(
                operator == null ? null : operator.name(),
                target.value(),
                target.unit(),
                target.text());
    }

    private void size(List<?> list) {
        update("#" + list.size() + ";");
    }

    private void values(@Nullable String... values) {
        for (String value : values) {
            if (value == null) {
                update("-");
            } else {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                update(bytes.length + ":");
                sha256.update(bytes);
            }
        }
    }

    private void update(String ascii) {
        sha256.update(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
