package org.liuhen.standalone;

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

/** Says where things are, until there are screens. */
@RestController
@Hidden
class FrontPage {

    @Bean
    static EndpointRules frontPageRules() {
        return EndpointRules.of(
                new EndpointRule(HttpMethod.GET, "/", Access.PUBLIC),
                new EndpointRule(HttpMethod.GET, "/front-page.css", Access.PUBLIC));
    }

    @GetMapping("/")
    ResponseEntity<Resource> page() {
        return text(MediaType.TEXT_HTML, "front-page.html");
    }

    @GetMapping("/front-page.css")
    ResponseEntity<Resource> style() {
        return text(MediaType.valueOf("text/css"), "front-page.css");
    }

    private static ResponseEntity<Resource> text(MediaType type, String name) {
        return ResponseEntity.ok()
                .contentType(new MediaType(type, StandardCharsets.UTF_8))
                .body(new ClassPathResource(name));
    }
}
