package org.liuhen.command;

import com.github.benmanes.caffeine.cache.Weigher;
import java.lang.reflect.Field;
import org.axonframework.common.ReflectionUtils;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.liuhen.contracts.Footprint;

/** What a cached report takes in memory. The framework keeps it to itself within its entry. */
final class ReportWeigher implements Weigher<Object, Object> {
    private static final int ANYTHING_ELSE = 1_000;
    private static final Field REPORT = report();

    @Override
    public int weigh(Object reportId, Object entry) {
        return entry instanceof AggregateCacheEntry<?>
                        && ReflectionUtils.getFieldValue(REPORT, entry)
                                instanceof ReportAggregate report
                        && report.state() != null
                ? Footprint.of(report.state())
                : ANYTHING_ELSE;
    }

    private static Field report() {
        try {
            return AggregateCacheEntry.class.getDeclaredField("aggregateRoot");
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("the framework caches reports otherwise", e);
        }
    }
}
