package org.liuhen.access;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
import org.springframework.http.HttpMethod;
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
                new EndpointRule(HttpMethod.GET, "/api/failing/{how}", Access.SIGNED_IN));
    }

    @RestController
    public static class Endpoints {
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

        @GetMapping("/api/failing/{how}")
        void fail(@PathVariable String how) throws Exception {
            switch (how) {
                case "refused" -> throw refused();
                case "wrapped" -> throw new IllegalStateException(new Exception(refused()));
                case "problem" -> throw Problem.of(ProblemCode.KEY_REUSED, "请换一个幂等键。");
                default -> throw new Exception("jdbc:postgresql://secret");
            }
        }

        private static Refused refused() {
            return Refused.invalid(List.of(new Refused.Fault("sections/0/key", "键不能为空")));
        }
    }
}
