package org.liuhen.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.liuhen.contracts.ContractJson;
import org.liuhen.workflow.ReportState;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Every hundredth state of each report, to begin a fold with. A state in the database is taken only
 * where it is, byte for byte, the one that this process has itself folded: its hash is remembered,
 * in some hundred bytes a state.
 */
final class StoredStates {
    private static final long MOST = 200_000;

    private final JdbcClient database;
    private final Cache<String, NavigableMap<Long, byte[]>> hashes =
            Caffeine.newBuilder()
                    .maximumWeight(MOST)
                    .weigher((String _, NavigableMap<Long, byte[]> all) -> 1 + all.size())
                    .build();

    StoredStates(JdbcClient database) {
        this.database = database;
    }

    /** Remembers a state that was folded here from events that hold. */
    void folded(ReportState state) {
        String reportId = state.reportId();
        NavigableMap<Long, byte[]> all =
                Objects.requireNonNull(hashes.get(reportId, _ -> new ConcurrentSkipListMap<>()));
        all.put(state.version(), hash(ContractJson.write(state)));
        hashes.put(reportId, all); // it weighs more now
    }

    /** Whether the state at that version is remembered. */
    boolean isKnown(String reportId, long version) {
        NavigableMap<Long, byte[]> all = hashes.getIfPresent(reportId);
        return all != null && all.containsKey(version);
    }

    /** The last that holds at or before a version; absent where there is none. */
    @Nullable ReportState nearest(String reportId, long version) {
        NavigableMap<Long, byte[]> all = hashes.getIfPresent(reportId);
        if (all == null) {
            return null;
        }
        for (Map.Entry<Long, byte[]> at = all.floorEntry(version);
                at != null;
                at = all.lowerEntry(at.getKey())) {
            byte[] state = read(reportId, at.getKey());
            if (state != null && Arrays.equals(hash(state), at.getValue())) {
                return ContractJson.readState(state);
            }
        }
        return null;
    }

    private byte @Nullable [] read(String reportId, long version) {
        return database.sql(
                        """
                        SELECT state FROM view.past_state
                        WHERE report_id = ? AND version = ? AND revision = ?\
                        """)
                .params(reportId, version, ContractJson.STATE_REVISION)
                .query(byte[].class)
                .optional()
                .orElse(null);
    }

    void forget(String reportId) {
        hashes.invalidate(reportId);
    }

    void forget() {
        hashes.invalidateAll();
    }

    private static byte[] hash(byte[] state) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(state);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
