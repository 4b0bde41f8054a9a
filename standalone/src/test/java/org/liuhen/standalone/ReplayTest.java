package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Client;
import tools.jackson.databind.node.ObjectNode;

/** A request that comes again, because its answer was lost: it is answered again, and done once. */
class ReplayTest {
    private final Running office = Running.shared();
    private final UUID key = UUID.randomUUID();

    @Test
    void openingAgainWithTheSameKeyIsAnsweredAsTheFirstTime() {
        ObjectNode document = Document.small("jiangmen-ecology", office.year());
        Client.Answer first = office.as("drafter").post("/api/reports", document, key);
        assertThat(first.status()).isEqualTo(201);
        Expect.nothingWritten(
                () -> same(first, office.as("drafter").post("/api/reports", document, key)));
    }

    @Test
    void askingForARevisionAgainNamesTheSameRevision() {
        Paper paper = Paper.small();
        Object revision =
                Document.of("target", Document.target("2600"), "reason", "调整", "basis", "文件");
        String path = paper.path("/indicators/ind-01/revisions");
        Client.Answer first = office.as("drafter").post(path, revision, key);
        assertThat(first.body().path("revisionId").asString()).isNotEmpty();
        Expect.nothingWritten(() -> same(first, office.as("drafter").post(path, revision, key)));
    }

    @Test
    void theFirstAnswerIsGivenAlsoWhenEverythingHasMovedOn() {
        Paper paper = Paper.small();
        String path = paper.path("/sections/1.1/submit");
        Object body = Document.of("note", "请审核");
        Client.Answer first = office.as("drafter").post(path, body, key);
        paper.approve("section-head", "1.1");
        paper.approve("director", "1.1");
        Expect.nothingWritten(() -> same(first, office.as("drafter").post(path, body, key)));
    }

    @Test
    void aKeyAnswersOneRequestOnly() {
        Paper paper = Paper.small();
        String path = paper.path("/sections/1.1/submit");
        Client.Answer first = office.as("drafter").post(path, Document.of("note", "一"), key);
        Expect.nothingWritten(() -> {
            Expect.problem(
                    office.as("drafter").post(path, Document.of("note", "二"), key),
                    422,
                    "key-reused");
            Expect.problem(
                    office.as("drafter")
                            .post(
                                    paper.path("/sections/1.2/submit"),
                                    Document.of("note", "一"),
                                    key),
                    422,
                    "key-reused");
        });
        same(first, office.as("drafter").post(path, Document.of("note", "一"), key));
    }

    @Test
    void aKeyAnswersOneRequestOnlyAlsoWhereTheOtherIsIncompleteOrGoesNowhere() {
        Paper paper = Paper.small();
        office.as("drafter")
                .post(paper.path("/sections/1.1/submit"), Document.of("note", "一"), key);
        Expect.nothingWritten(() -> {
            for (String path :
                    List.of(
                            "/api/reports",
                            paper.path("/indicators/ind-01/revisions"),
                            "/api/reports/no-such-report/sections/1.1/submit")) {
                Expect.problem(
                        office.as("drafter").post(path, Document.of(), key), 422, "key-reused");
            }
            Expect.problem(
                    office.as("drafter")
                            .put(paper.path("/sections/1.1"), Document.of("basedOn", 1), key),
                    422,
                    "key-reused");
        });
    }

    @Test
    void peopleDoNotShareKeys() {
        Paper paper = Paper.small();
        Object note = Document.of("note", "请审核");
        office.as("drafter").post(paper.path("/sections/1.1/submit"), note, key);
        Client.Answer other =
                office.as("drafter2").post(paper.path("/sections/1.2/submit"), note, key);
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.body().path("version").asLong()).isEqualTo(3);
    }

    @Test
    void aRefusalDoesNotUseUpTheKey() {
        Paper paper = Paper.small();
        Client head = office.as("section-head");
        String path = paper.path("/sections/1.1/approve");
        Object approval = Document.of("digest", paper.digest("1.1"), "opinion", null);
        Expect.problem(head.post(path, approval, key), 409, "wrong-state");
        paper.submit("drafter", "1.1");
        assertThat(head.post(path, approval, key).status()).isEqualTo(200);
    }

    @Test
    void aCommandThatChangesNothingIsAnsweredWithTheVersionAsItIs() {
        Paper paper = Paper.small();
        Object same = Document.of("blocks", Document.paragraphs("第一段", "第二段"), "basedOn", 1);
        Client.Answer answer = paper.put("drafter", "/sections/1.1", same);
        assertThat(answer.body().path("version").asLong()).isOne();
    }

    @Test
    void aRequestSentEightTimesAtOnceIsDoneOnce() throws Exception {
        Paper paper = Paper.small();
        Object body = Document.of("note", "请审核");
        List<Client.Answer> answers =
                atOnce(_ ->
                        office.as("drafter").post(paper.path("/sections/1.1/submit"), body, key));
        assertThat(answers).allSatisfy(answer -> same(answers.getFirst(), answer));
        assertThat(answers.getFirst().body().path("version").asLong()).isEqualTo(2);
        assertThat(paper.read("drafter").path("version").asLong()).isEqualTo(2);
    }

    @Test
    void eightPeopleWhoEditDifferentSectionsAtOnceNeverSeeEachOther() throws Exception {
        ObjectNode document = Document.small("jiangmen-ecology", office.year());
        document.withArray("sections").removeAll();
        IntStream.range(0, 8)
                .forEach(n ->
                        document.withArray("sections")
                                .addPOJO(Document.section("1." + n, "第" + n + "节")));
        document.withArray("indicators").removeAll();
        document.withArray("lineItems").removeAll();
        Paper paper = Paper.open("drafter", document);
        List<Client.Answer> answers =
                atOnce(n ->
                        paper.tryPut(
                                n % 2 == 0 ? "drafter" : "drafter2",
                                "/sections/1." + n,
                                Document.of("blocks", Document.paragraphs("改" + n), "basedOn", 1)));
        assertThat(answers).allSatisfy(a -> assertThat(a.status()).isEqualTo(200));
        assertThat(answers)
                .extracting(answer -> answer.body().path("version").asLong())
                .containsExactlyInAnyOrder(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void ofEightWhoEditTheSameSectionAtOnceOneIsSavedAndTheOthersAreToldWho() throws Exception {
        Paper paper = Paper.small();
        List<Client.Answer> answers =
                atOnce(n ->
                        paper.tryPut(
                                "drafter",
                                "/sections/1.1",
                                Document.of("blocks", Document.paragraphs("改" + n), "basedOn", 1)));
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .allSatisfy(answer -> Expect.problem(answer, 409, "edit-conflict"));
    }

    private static List<Client.Answer> atOnce(IntFunction<Client.Answer> request) throws Exception {
        try (ExecutorService eight = Executors.newFixedThreadPool(8)) {
            List<Future<Client.Answer>> answers =
                    IntStream.range(0, 8)
                            .mapToObj(n -> eight.submit(() -> request.apply(n)))
                            .toList();
            eight.shutdown();
            assertThat(eight.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            return answers.stream().map(Future::resultNow).toList();
        }
    }

    private static void same(Client.Answer first, Client.Answer again) {
        assertThat(again.status()).as(again.toString()).isEqualTo(first.status());
        assertThat(again.bytes()).isEqualTo(first.bytes());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    }
}
