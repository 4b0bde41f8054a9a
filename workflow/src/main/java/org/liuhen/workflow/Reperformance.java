package org.liuhen.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.AccountHistory.Held;
import org.liuhen.workflow.Objection.Kind;
import org.liuhen.workflow.ReportEvent.ReportOpened;

/**
 * Decides a report's history again (重新执行, as auditors say): for each event the command that must
 * have been given is put to the rules of the report's own version, which must answer with exactly
 * that event and what follows from it, by somebody who held that role then.
 *
 * <p>Of one report; told its events one after the other, also of those that were found impossible.
 * Not safe for use by several threads.
 */
public final class Reperformance {
    private final AccountHistory accounts;
    private final Set<String> unknown = new TreeSet<>();
    private final Deque<ReportEvent> due = new ArrayDeque<>();
    private List<Objection> found = new ArrayList<>();
    private @Nullable Recorded last;
    private String lastCommand = "";
    private long version;
    private long bound;
    private long backwards;

    public Reperformance(AccountHistory accounts) {
        this.accounts = accounts;
    }

    /**
     * Goes on with the next event.
     *
     * @param before the report before it; absent before its opening
     * @param command what names the command the event came of, the same for all events of one
     * @return what speaks against it; empty where nothing does
     */
    public List<Objection> next(@Nullable ReportState before, Recorded fact, String command) {
        found = new ArrayList<>();
        if (!isConsequence(fact, command)) {
            end(found);
            version++;
            decide(before, fact, command);
        } else {
            version++;
        }
        held(fact);
        if (last != null && fact.at().isBefore(last.at())) {
            backwards++;
        }
        last = fact;
        lastCommand = command;
        return found;
    }

    /** What is missing where nothing follows any more. */
    public List<Objection> end() {
        List<Objection> missing = new ArrayList<>();
        end(missing);
        return missing;
    }

    /** The ids of those whom the account history does not know at the moment they acted. */
    public Set<String> unknown() {
        return Set.copyOf(unknown);
    }

    /** How many hand-ins and decisions named exactly the content there was. */
    public long bound() {
        return bound;
    }

    /** How often an event is dated before the one it follows: a clock was set back. */
    public long backwards() {
        return backwards;
    }

    private boolean isConsequence(Recorded fact, String command) {
        if (last == null
                || !command.equals(lastCommand)
                || !fact.by().equals(last.by())
                || !fact.event().equals(due.peekFirst())) {
            return false;
        }
        due.removeFirst();
        return true;
    }

    private void end(List<Objection> missing) {
        while (last != null && !due.isEmpty()) {
            String absent = Particulars.of(due.removeFirst());
            missing.add(
                    new Objection(
                            version,
                            last.by(),
                            Kind.WITHOUT_CONSEQUENCE,
                            null,
                            words("其后应当自动记下“%s”，记录中没有", absent)));
        }
    }

    private void decide(@Nullable ReportState before, Recorded fact, String commandId) {
        Optional<ReportCommand> command = command(before, fact.event());
        if (command.isEmpty()) {
            object(fact, Kind.WITHOUT_CAUSE, "这件事只随另一件事自动发生，不会单独发生");
            return;
        }
        if (last != null && commandId.equals(lastCommand)) {
            object(fact, Kind.NOT_OF_ONE_COMMAND, "与上一版出自同一次办理，而一次办理不会同时记下这两件事");
        }
        try {
            compare(
                    fact,
                    rules(before, fact.event()).decide(before, person(fact.by()), command.get()));
        } catch (Refused refused) {
            found.add(
                    new Objection(
                            version, fact.by(), Kind.REFUSED, refused.code(), refused.sentence()));
        } catch (RuntimeException e) { // it holds what no command can, since anybody wrote it
            object(fact, Kind.UNDECIDABLE, words("其中有任何办理都不会有的内容：%s", e));
        }
    }

    private void compare(Recorded fact, Report.Decision decision) {
        if (decision.events().isEmpty()) {
            object(fact, Kind.NO_CHANGE, "内容与原有的相同，不会记下任何事");
            return;
        }
        ReportEvent expected = decision.events().getFirst();
        due.addAll(decision.events().subList(1, decision.events().size()));
        Optional<String> named = Particulars.digest(fact.event());
        Optional<String> there = Particulars.digest(expected);
        if (there.isPresent() && named.equals(there)) {
            bound++;
        } else if (there.isPresent()) {
            object(
                    fact,
                    Kind.OTHER_CONTENT,
                    words("所写的内容摘要是%s，章节当时的内容是%s", named.orElse("空"), there.get()));
        }
        String recorded = Particulars.of(fact.event());
        String right = Particulars.of(expected);
        if (!recorded.equals(right)) {
            object(fact, Kind.OTHER_FACTS, words("依规则应记“%s”，记录的是“%s”", right, recorded));
        } else if (!expected.equals(fact.event()) && named.equals(there)) {
            object(fact, Kind.OTHER_FACTS, words("依规则应记“%s”，记录的是“%s”", expected, fact.event()));
        }
    }

    private static Optional<ReportCommand> command(
            @Nullable ReportState before, ReportEvent event) {
        return before == null
                ? Optional.of(event)
                        .filter(ReportOpened.class::isInstance)
                        .map(ReportOpened.class::cast)
                        .map(GivenCommand::opening)
                : GivenCommand.behind(event, before);
    }

    private static Rules rules(@Nullable ReportState before, ReportEvent event) {
        if (before != null) {
            return Rules.of(before.route());
        }
        return event instanceof ReportOpened opened ? Rules.of(opened.route()) : Rules.FIRST;
    }

    /** With no other role than the one the event names: whether it was theirs is asked apart. */
    private static Person person(Actor by) {
        return new Person(by.id(), by.name(), by.organisation(), by.post(), Set.of(by.role()));
    }

    private void held(Recorded fact) {
        Actor by = fact.by();
        List<Held> about = accounts.about(by.id(), fact.at());
        if (about.isEmpty()) {
            unknown.add(by.id());
        } else if (about.stream().noneMatch(held -> isAs(held, by))) {
            object(fact, Kind.NOT_HELD, difference(about.getLast(), by));
        }
    }

    private static boolean isAs(Held held, Actor by) {
        return held.enabled()
                && held.roles().contains(by.role())
                && held.organisationId().equals(by.organisation().id())
                && held.name().equals(by.name())
                && held.post().equals(by.post());
    }

    private static String difference(Held held, Actor by) {
        List<String> differences = new ArrayList<>();
        if (!held.enabled()) {
            differences.add("账号已停用");
        }
        if (!held.roles().contains(by.role())) {
            String roles =
                    held.roles().isEmpty()
                            ? "没有任何职责"
                            : "职责是"
                                    + held.roles().stream()
                                            .sorted()
                                            .map(Role::title)
                                            .collect(Collectors.joining("、"));
            differences.add(words("%s，不是%s", roles, by.role().title()));
        }
        if (!held.organisationId().equals(by.organisation().id())) {
            differences.add(words("单位是%s，不是%s", held.organisationId(), by.organisation().id()));
        }
        if (!held.name().equals(by.name()) || !held.post().equals(by.post())) {
            differences.add(
                    words("姓名职务是%s %s，不是%s %s", held.name(), held.post(), by.name(), by.post()));
        }
        return "账号历史中此人当时" + String.join("；", differences);
    }

    private void object(Recorded fact, Kind kind, String sentence) {
        found.add(new Objection(version, fact.by(), kind, null, sentence));
    }

    private static String words(String words, Object... details) {
        return String.format(Locale.ROOT, words, details);
    }
}
