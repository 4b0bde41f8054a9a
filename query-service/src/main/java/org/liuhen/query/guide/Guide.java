package org.liuhen.query.guide;

import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import org.liuhen.access.Access;
import org.liuhen.access.EndpointRule;
import org.liuhen.access.EndpointRules;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * How the API is used: that of both services, for clients know of one. Its description is generated
 * by {@code ApiDescriptionTest}.
 */
@RestController
@Hidden
class Guide {

    @Bean
    static EndpointRules guideRules() {
        return EndpointRules.of(open("/v3/api-docs"), open("/v3/api-docs.yaml"));
    }

    private static EndpointRule open(String path) {
        return new EndpointRule(HttpMethod.GET, path, Access.PUBLIC);
    }

    @GetMapping("/v3/api-docs")
    ResponseEntity<Resource> description() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(file("api-docs.json"));
    }

    @GetMapping("/v3/api-docs.yaml")
    ResponseEntity<Resource> descriptionInYaml() {
        return text("application/yaml", "api-docs.yaml");
    }

    private static ResponseEntity<Resource> text(String type, String name) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.valueOf(type), StandardCharsets.UTF_8))
                .body(file(name));
    }

    private static Resource file(String name) {
        return new ClassPathResource("guide/" + name);
    }
}
