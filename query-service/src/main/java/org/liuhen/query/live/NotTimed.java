package org.liuhen.query.live;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;

/** How long somebody looks on says nothing of how fast they are answered. */
@Component
class NotTimed implements ObservationPredicate {
    @Override
    public boolean test(String name, Observation.Context context) {
        return !(context instanceof ServerRequestObservationContext asked
                && asked.getCarrier() != null
                && asked.getCarrier().getRequestURI().equals("/api/live"));
    }
}
