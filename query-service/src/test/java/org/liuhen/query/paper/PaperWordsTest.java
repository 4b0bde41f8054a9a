package org.liuhen.query.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.liuhen.workflow.Attainment;
import org.liuhen.workflow.Category;
import org.liuhen.workflow.Opinion;
import org.liuhen.workflow.Relation;
import org.liuhen.workflow.Route;
import org.liuhen.workflow.Target;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

class PaperWordsTest {
    @Test
    void paperAndScreensSayTheSame() throws IOException {
        Properties words =
                PropertiesLoaderUtils.loadProperties(
                        new EncodedResource(
                                new ClassPathResource("paper-words.properties"),
                                StandardCharsets.UTF_8));
        String screens =
                Files.readString(
                        Path.of(System.getProperty("basedir", "."), "../web/src/words/zh.ts"));
        assertThat(words.values())
                .isNotEmpty()
                .allSatisfy(word -> assertThat(screens).contains("'" + word + "'"));
    }

    @Test
    void everyCodeHasAWord() {
        named("category", Category.values());
        named("operator", Target.Operator.values());
        named("attainment", Attainment.values());
        named("verdict", Opinion.Verdict.values());
        named("relation", Relation.OF_WHICH, Relation.CARRY_FORWARD);
        Route.SELF_EVALUATION
                .desks()
                .forEach(desk -> desk.steps().forEach(step -> named("role", step)));
        Stream.of("DRAFT", "RETURNED", "IN_REVIEW", "APPROVED", "CLEARED")
                .forEach(state -> assertThat(PaperWords.word("state." + state)).isNotBlank());
    }

    @Test
    void aDigestIsShortenedAsAtTheScreens() {
        assertThat(PaperWords.shortened("sha-256:" + "0123456789abcdef".repeat(4)))
                .isEqualTo("sha-256:01234567…cdef");
    }

    private static void named(String kind, Enum<?>... codes) {
        Stream.of(codes).forEach(code -> assertThat(PaperWords.word(kind, code)).isNotBlank());
    }
}
