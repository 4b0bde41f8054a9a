package org.liuhen.access;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Whether the service is ready, alive, and sealing, for whoever is in front of it: yes or no. Why,
 * only the management port tells.
 */
@RestController
@Hidden
final class HealthProbes {
    private final HealthEndpoint health;
    private final HealthEndpointGroups groups;

    HealthProbes(HealthEndpoint health, HealthEndpointGroups groups) {
        this.health = health;
        this.groups = groups;
    }

    @GetMapping("/actuator/health/{group}")
    ResponseEntity<Map<String, String>> of(@PathVariable String group) {
        HealthEndpointGroup known = groups.get(group);
        HealthDescriptor found = known == null ? null : health.healthForPath(group);
        if (known == null || found == null) {
            throw Problem.of(ProblemCode.NOT_FOUND, ProblemAdvice.NOTHING_HERE);
        }
        return ResponseEntity.status(
                        known.getHttpCodeStatusMapper().getStatusCode(found.getStatus()))
                .body(Map.of("status", found.getStatus().getCode()));
    }
}
