package org.liuhen.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.liuhen.access.Access;
import org.liuhen.access.Client;
import org.liuhen.access.EndpointRules;
import org.liuhen.standalone.Entitlement.Caller;
import org.liuhen.workflow.Role;

/**
 * Every call there is, of everyone there is, about a report at each of its stages, over HTTP: what
 * comes of it is what the contract says ({@link Entitlement}), and what authority-over-http.txt
 * shows. A new endpoint fails here until it is said who may call it.
 */
class AuthorityOverHttpTest {
    private static final Path TABLE = Path.of("src/test/resources/authority-over-http.txt");
    private static final String SIGNING_OUT = "DELETE /api/session";
    private static final String HEAD =
            """
            Who is answered what. Made by AuthorityOverHttpTest with -Dliuhen.regenerate=true.
            ok: answered; rules: refused, but not for who asks; else the status.
            """;
    private static final Running OFFICE = new Running(Witnesses.shared());

    private final List<Caller> callers = callers();
    private final Map<String, Client> clients = new HashMap<>();
    private final Subject subject = new Subject(OFFICE);
    private final StringBuilder table = new StringBuilder();
    private final List<String> wrong = new ArrayList<>();
    private int cases;

    @AfterAll
    static void stop() {
        OFFICE.close();
    }

    @Test
    void whatComesOfEachCallIsWhatTheContractSays() throws IOException {
        List<Call> calls = calls();
        for (Stage stage : Stage.values()) {
            switch (stage) {
                case DEPARTMENT -> table.append(HEAD);
                case FINANCE_BUREAU -> subject.toFinance();
                case PEOPLES_CONGRESS -> subject.toCongress();
                case FINAL -> subject.toTheEnd();
            }
            assertThat(subject.read().path("stage").asString()).isEqualTo(stage.name());
            write(
                    calls.stream()
                            .filter(call -> stage == Stage.DEPARTMENT || call.isAboutAReport())
                            .toList(),
                    stage);
        }
        assertThat(wrong).isEmpty();
        if (Boolean.getBoolean("liuhen.regenerate")) {
            Files.writeString(TABLE, table);
        }
        assertThat(table).hasToString(Files.readString(TABLE));
        System.out.printf(
                "authority over HTTP: %d calls, %d callers, %d cases%n",
                calls.size(), callers.size(), cases);
    }

    private void write(List<Call> calls, Stage stage) {
        table.append("\n== ").append(stage).append(' ').append(stage.title()).append("\n");
        for (Call call : calls) {
            table.append('\n').append(call.name()).append('\n');
            Map<String, List<String>> found =
                    callers.stream()
                            .collect(
                                    Collectors.groupingBy(
                                            caller -> outcome(call, caller, stage),
                                            TreeMap::new,
                                            Collectors.mapping(Caller::name, Collectors.toList())));
            found.forEach((outcome, names) ->
                    table.append("  %-5s %s\n".formatted(outcome, String.join(" ", names))));
        }
    }

    private String outcome(Call call, Caller caller, Stage stage) {
        cases++;
        Client client =
                call.name().equals(SIGNING_OUT) && caller.roles() != null
                        ? OFFICE.client().signIn(caller.name())
                        : clients.computeIfAbsent(caller.name(), _ -> client(caller));
        Client.Answer answer = call.give(client, subject);
        String outcome = outcome(answer);
        if (outcome.equals("ok")) {
            subject.restore(call, answer);
        }
        if (!Entitlement.of(call).expected(caller, stage).contains(outcome)) {
            wrong.add(
                    "%s of %s, %s: %s and not %s: %s"
                            .formatted(
                                    call.name(),
                                    caller.name(),
                                    stage,
                                    outcome,
                                    Entitlement.of(call).expected(caller, stage),
                                    answer));
        }
        return outcome;
    }

    private static String outcome(Client.Answer answer) {
        return switch (answer.status()) {
            case 200, 201, 204 -> "ok";
            case 400, 409, 422 -> "rules";
            case 403 -> answer.code().equals("not-permitted") ? "403" : "rules";
            default -> Integer.toString(answer.status());
        };
    }

    /** Nobody; somebody whose twelve hours are over; or one of the demonstration's people. */
    private static Client client(Caller caller) {
        Client client = OFFICE.client();
        if (caller.roles() != null) {
            return client.signIn(caller.name());
        }
        client.get("/api/session");
        if (caller.name().equals("expired")) {
            client.signIn("deputy");
            OFFICE.database()
                    .asOwner()
                    .sql(
                            """
                            UPDATE access.session SET creation_time = creation_time - 12 * 3600000
                            WHERE creation_time = (SELECT max(creation_time) FROM access.session)\
                            """)
                    .update();
        }
        return client;
    }

    private static List<Call> calls() {
        return OFFICE.beans(EndpointRules.class).stream()
                .flatMap(rules -> rules.rules().stream())
                .filter(rule -> !rule.access().equals(Access.OPERATORS))
                .map(Call::new)
                .sorted(Comparator.comparing(Call::name))
                .toList();
    }

    private static List<Caller> callers() {
        Stream<Caller> strangers =
                Stream.of(new Caller("nobody", null, false), new Caller("expired", null, false));
        Stream<Caller> people =
                OFFICE
                        .database()
                        .asOwner()
                        .sql(
                                """
                                SELECT username, organisation_id = 'jiangmen-ecology' AS own, array_agg(role) AS roles
                                FROM access.account JOIN access.account_role ON account_id = id
                                GROUP BY 1, 2 ORDER BY 2 DESC, 1\
                                """)
                        .query((row, _) ->
                                new Caller(
                                        row.getString("username"),
                                        roles((String[]) row.getArray("roles").getArray()),
                                        row.getBoolean("own")))
                        .list()
                        .stream();
        return Stream.concat(strangers, people).toList();
    }

    private static Set<Role> roles(String[] names) {
        return Arrays.stream(names)
                .map(Role::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }
}
