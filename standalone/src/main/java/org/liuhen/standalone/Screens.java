package org.liuhen.standalone;

import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.liuhen.access.Access;
import org.liuhen.access.EndpointRule;
import org.liuhen.access.EndpointRules;
import org.liuhen.access.Problem;
import org.liuhen.access.ProblemCode;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The screens of {@code web/}: one page at every address that is not the API's, and the files it is
 * made of. What the page shows it asks the API for, which decides who may see it.
 */
@RestController
@Hidden
class Screens {
    private static final String PLACE = "screens/";
    // What is not the API's and not a file is a screen, as at the edge: a mistyped address too,
    // which the page says is none.
    private static final String SCREEN = "/{screen:(?!(?i:api|v3|actuator|assets)$)[^.]+}";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
    // A file's name changes with its content, the page's does not. Answers may bring a browser its
    // token, so they
    // are kept by that browser alone.
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();

    @Bean
    static EndpointRules screenRules() {
        return EndpointRules.of(
                new EndpointRule(HttpMethod.GET, "/", Access.PUBLIC),
                new EndpointRule(HttpMethod.GET, SCREEN, Access.PUBLIC),
                new EndpointRule(HttpMethod.GET, SCREEN + "/{*place}", Access.PUBLIC),
                new EndpointRule(HttpMethod.GET, "/favicon.svg", Access.PUBLIC),
                new EndpointRule(HttpMethod.GET, "/assets/{name}", Access.PUBLIC));
    }

    @GetMapping({"/", SCREEN, SCREEN + "/{*place}"})
    ResponseEntity<Resource> page() {
        return file("index.html", CacheControl.noCache());
    }

    @GetMapping("/favicon.svg")
    ResponseEntity<Resource> icon() {
        return file("favicon.svg", CacheControl.maxAge(Duration.ofDays(1)));
    }

    @GetMapping("/assets/{name}")
    ResponseEntity<Resource> asset(@PathVariable String name) {
        if (!NAME.matcher(name).matches()) {
            throw gone();
        }
        return file("assets/" + name, FOR_EVER);
    }

    private static ResponseEntity<Resource> file(String name, CacheControl kept) {
        Resource file = new ClassPathResource(PLACE + name);
        if (!file.exists()) {
            throw gone();
        }
        MediaType type =
                MediaTypeFactory.getMediaType(name).orElse(MediaType.APPLICATION_OCTET_STREAM);
        return ResponseEntity.ok()
                .contentType(new MediaType(type, StandardCharsets.UTF_8))
                .cacheControl(kept)
                .body(file);
    }

    private static Problem gone() {
        return Problem.of(ProblemCode.NOT_FOUND, "页面已经更新，请刷新后重试。");
    }
}
