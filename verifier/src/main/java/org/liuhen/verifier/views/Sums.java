package org.liuhen.verifier.views;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * All rows of a table as one sum for each report, so that tables are read as they lie and nothing
 * of a row is kept. Each row counts with its hash under a key that nobody knows beforehand: who
 * altered rows earlier could not make the sums agree.
 */
final class Sums {
    private static final int ABSENT = -1;
    private static final int KEY_BYTES = 32;

    private final byte[] key;
    private final MessageDigest digest = sha256();
    private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
    private final Map<String, Sum> all = new HashMap<>();
    private long rows;

    /** 128 bits of the hashes' sum, in two halves. */
    private static final class Sum {
        private long first;
        private long second;

        boolean isOther(Sum that) {
            return first != that.first || second != that.second;
        }
    }

    private Sums(byte[] key) {
        this.key = key;
    }

    static byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    static Sums under(byte[] key) {
        return new Sums(key);
    }

    void add(String report, Cells row) {
        digest.update(key);
        for (byte[] cell : row.all()) {
            int size = Cells.isAbsent(cell) ? ABSENT : cell.length;
            digest.update(length.clear().putInt(size).flip());
            digest.update(cell);
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        Sum sum = all.computeIfAbsent(report, _ -> new Sum());
        sum.first += hash.getLong();
        sum.second += hash.getLong();
        rows++;
    }

    long rows() {
        return rows;
    }

    /** Reports whose rows are not the same here and there. */
    Set<String> differing(Sums there) {
        Set<String> differing = new TreeSet<>();
        Sum none = new Sum();
        all.forEach((report, sum) -> {
            if (sum.isOther(there.all.getOrDefault(report, none))) {
                differing.add(report);
            }
        });
        there.all.forEach((report, sum) -> {
            if (sum.isOther(all.getOrDefault(report, none))) {
                differing.add(report);
            }
        });
        return differing;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
