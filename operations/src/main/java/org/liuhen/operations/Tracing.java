package org.liuhen.operations;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.ObservationFilter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.liuhen.access.RequestId;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Spans of OpenTelemetry, where one setting says where they are sent. */
@Configuration(proxyBeanMethods = false)
class Tracing {
    private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

    /** Without it no span is kept, and nothing sent to anybody. */
    @Bean
    @ConditionalOnProperty(name = ENDPOINT, havingValue = "nowhere", matchIfMissing = true)
    Sampler noSpans() {
        return Sampler.alwaysOff();
    }

    /**
     * What the events of a request led to, on whichever side and however much later, is found by
     * the request: the record keeps its identifier and none of a trace.
     */
    @Bean
    ObservationFilter requestOfSpan() {
        return observed -> {
            String request = MDC.get(RequestId.IN_LOG);
            return request == null
                    ? observed
                    : observed.addHighCardinalityKeyValue(KeyValue.of(RequestId.IN_LOG, request));
        };
    }
}
