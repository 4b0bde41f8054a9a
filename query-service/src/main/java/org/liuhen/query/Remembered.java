package org.liuhen.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.liuhen.contracts.Footprint;
import org.liuhen.workflow.ReportState;

/** States of reports kept at hand, as many as there is memory for. */
final class Remembered {
    private Remembered() {}

    static Cache<String, ReportState> states() {
        return Caffeine.newBuilder()
                .maximumWeight(Footprint.most())
                .weigher((String _, ReportState state) -> Footprint.of(state))
                .build();
    }
}
