package org.liuhen.access;

import com.fasterxml.jackson.annotation.JsonValue;
import com.zaxxer.hikari.HikariDataSource;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Category;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.Refused;
import org.liuhen.workflow.Role;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** A small service with one endpoint of every kind. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({AccessConfiguration.class, SampleService.Endpoints.class})
class SampleService {
    record Line(String name, int count, Category category) {}

    record Paper(@Nullable String title, int pages, List<Line> lines) {}

    /** A test of an outage does not wait as long as people do. */
    @Bean
    static BeanPostProcessor impatience() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    pool.setConnectionTimeout(2_000);
                }
                return bean;
            }
        };
    }

    @Bean
    EndpointRules rules() {
        return EndpointRules.of(
                new EndpointRule(HttpMethod.GET, "/api/me", Access.SIGNED_IN),
                new EndpointRule(HttpMethod.GET, "/api/request-id", Access.PUBLIC),
                new EndpointRule(HttpMethod.GET, "/api/papers/{number}", Access.SIGNED_IN),
                new EndpointRule(HttpMethod.GET, "/api/papers/audited", Access.roles(Role.AUDITOR)),
                new EndpointRule(HttpMethod.POST, "/api/papers", Access.roles(Role.DRAFTER)),
                new EndpointRule(HttpMethod.POST, "/api/body-length", Access.SIGNED_IN),
                new EndpointRule(HttpMethod.POST, "/api/anything", Access.SIGNED_IN),
                new EndpointRule(HttpMethod.GET, "/api/later/{how}", Access.SIGNED_IN),
                new EndpointRule(HttpMethod.GET, "/api/shown/{how}/{r}", Access.SIGNED_IN)
                        .recordedAs(JournalCode.REPORT_VIEWED),
                new EndpointRule(HttpMethod.GET, "/api/failing/{how}", Access.SIGNED_IN));
    }

    /** How often the request that shows this is on record when this is written. */
    record OnRecord(JdbcClient database, RequestId request) {
        @JsonValue
        int times() {
            return database.sql("SELECT count(*) FROM access.journal WHERE request_id = ?")
                    .param(request.value())
                    .query(Integer.class)
                    .single();
        }
    }

    @RestController
    public static class Endpoints {
        private final JdbcClient database;

        Endpoints(DataSource database) {
            this.database = JdbcClient.create(database);
        }

        @GetMapping("/api/me")
        Person me(Person person) {
            return person;
        }

        @GetMapping("/api/request-id")
        RequestId requestId(RequestId id) {
            return id;
        }

        @GetMapping("/api/papers/{number}")
        int paper(@PathVariable int number, @RequestParam(required = false) Integer page) {
            return number;
        }

        @GetMapping("/api/papers/audited")
        List<String> audited() {
            return List.of();
        }

        @PostMapping("/api/papers")
        Paper file(@RequestBody Paper paper) {
            return paper;
        }

        @PostMapping("/api/anything")
        JsonNode anything(@RequestBody JsonNode json) {
            return json;
        }

        @PostMapping("/api/body-length")
        int bodyLength(HttpServletRequest request) {
            return BufferedBody.of(request).length;
        }

        @GetMapping("/api/later/{how}")
        CompletableFuture<Person> later(@PathVariable String how, Person person) {
            return CompletableFuture.supplyAsync(() -> {
                if (how.equals("never")) {
                    throw Problem.of(ProblemCode.NOT_YET_VISIBLE, "请稍后再读。");
                }
                return person;
            });
        }

        @GetMapping("/api/shown/{how}/{r}")
        @Operation(summary = "翻看样品")
        Object show(@PathVariable String how, @PathVariable String r, RequestId request) {
            return switch (how) {
                case "json" -> new OnRecord(database, request);
                case "text" -> plain(r);
                case "bytes" -> plain(r.getBytes(StandardCharsets.UTF_8));
                case "file" -> plain(new ByteArrayResource(r.getBytes(StandardCharsets.UTF_8)));
                case "later" -> CompletableFuture.supplyAsync(() -> Map.of("r", r));
                case "empty-handed" -> ResponseEntity.status(404).body(Map.of("r", r));
                case "hidden" -> throw Problem.of(ProblemCode.NOT_FOUND, "没有这份样品。");
                case "broken" -> throw new IllegalStateException(r);
                default -> throw refused();
            };
        }

        @GetMapping("/api/failing/{how}")
        void fail(@PathVariable String how) throws Exception {
            switch (how) {
                case "refused" -> throw refused();
                case "wrapped" -> throw new IllegalStateException(new Exception(refused()));
                case "problem" -> throw Problem.of(ProblemCode.KEY_REUSED, "请换一个幂等键。");
                default -> throw new Exception("jdbc:postgresql://secret");
            }
        }

        private static ResponseEntity<Object> plain(Object body) {
            return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(body);
        }

        private static Refused refused() {
            return Refused.invalid(List.of(new Refused.Fault("sections/0/key", "键不能为空")));
        }
    }
}
