package org.liuhen.command.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.liuhen.access.Accounts;
import org.liuhen.access.StartRefused;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Note;
import org.liuhen.seal.Policy;
import org.liuhen.seal.Succession;
import org.liuhen.seal.VerifierKey;
import org.liuhen.workflow.Person;
import org.liuhen.workflow.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Begins a log after one that cannot go on, or whose key must not be used any more: where the log
 * is started under another name, and it is said who decided that and why. Said again at the next
 * start it changes nothing.
 */
final class SuccessorLog {
    private static final Logger LOG = LoggerFactory.getLogger(SuccessorLog.class);

    private final SealSettings settings;
    private final JdbcClient database;
    private final SealedLog log;
    private final Successions successions;
    private final KeyFile files;
    private final ObjectProvider<Accounts> accounts;
    private final Clock clock;

    SuccessorLog(
            SealSettings settings,
            JdbcClient database,
            SealedLog log,
            Successions successions,
            KeyFile files,
            ObjectProvider<Accounts> accounts,
            Clock clock) {
        this.settings = settings;
        this.database = database;
        this.log = log;
        this.successions = successions;
        this.files = files;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * Begins it where that is asked for, before anything is signed, and takes its key.
     *
     * @throws StartRefused where it cannot be begun so
     */
    void beginWhereAskedFor() {
        SealSettings.Successor asked = settings.successor();
        if (asked != null) {
            takeTheKey(); // of one that began before, which was cut short
            try {
                successions.begin(before -> decide(asked, before)).ifPresent(SuccessorLog::tell);
            } catch (Malformed e) {
                throw refused(e.in(Locale.CHINESE));
            } catch (UncheckedIOException e) {
                throw refused(String.valueOf(e.getMessage()));
            }
        }
        takeTheKey();
    }

    /** A start may have been cut short between the database and the files. */
    private void takeTheKey() {
        try {
            Optional<Succession> latest = successions.latest();
            if (latest.isPresent()) {
                files.take(latest.get());
            }
        } catch (Malformed e) {
            throw notTaken(e.in(Locale.CHINESE));
        } catch (IOException e) {
            throw notTaken(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The log of this key is the one that goes on.
     *
     * @throws StartRefused where another began after it
     */
    void requireToGoOn(VerifierKey key) {
        successions
                .latest()
                .map(Succession::log)
                .filter(latest -> !latest.equals(key))
                .ifPresent(latest -> {
                    throw new StartRefused(
                            "日志“%s”之后已经另立了“%s”。".formatted(key.name(), latest.name()),
                            "请把新日志的 log.key 复制到 %s，并把 liuhen.seal.origin 改为“%s”。"
                                    .formatted(settings.directory(), latest.name()));
                });
    }

    private Optional<Succession> decide(SealSettings.Successor asked, List<Succession> before) {
        if (!before.isEmpty() && before.getLast().log().name().equals(settings.origin())) {
            LOG.warn("日志 {} 已经另立，liuhen.seal.successor 不再起作用，请去掉", settings.origin());
            return Optional.empty();
        }
        try {
            return Optional.of(succession(asked, before));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Succession succession(SealSettings.Successor asked, List<Succession> earlier)
            throws IOException {
        VerifierKey before = before(asked);
        requireAnotherName(before, earlier);
        Person by = by(asked);
        Note last = last(before);
        long kept = new KeptLeaves(database, before).count(last);
        long recorded =
                database.sql("SELECT count(*) FROM record.event").query(Long.class).single();
        String who = "%s（%s %s）".formatted(by.name(), by.organisation().name(), by.post());
        String reason = asked.reason().strip();
        Succession.requireLines(who, reason); // before a key is made
        return new Succession(
                files.next(), before, clock.instant(), who, reason, kept, recorded, last);
    }

    /** Of a key that is lost, the public part must be said: nothing else names the log before. */
    private VerifierKey before(SealSettings.Successor asked) throws IOException {
        if (asked.before() != null) {
            return VerifierKey.parse(asked.before().strip());
        }
        return files.present()
                .orElseThrow(() ->
                        refused(
                                "先前日志的密钥文件不在：请用 liuhen.seal.successor.before 给出它的公钥（见证方和审计机构的规则中有）"));
    }

    /** Whoever reads a checkpoint knows its log by the name. */
    private void requireAnotherName(VerifierKey before, List<Succession> earlier) {
        boolean used =
                Stream.concat(
                                Stream.of(before),
                                earlier.stream().flatMap(it -> Stream.of(it.before(), it.log())))
                        .map(VerifierKey::name)
                        .anyMatch(settings.origin()::equals);
        if (used) {
            throw refused(
                    "新日志须另取名称：请把 liuhen.seal.origin 从“%s”改为没有用过的，如“%s-2”"
                            .formatted(settings.origin(), settings.origin()));
        }
    }

    private Person by(SealSettings.Successor asked) {
        return accounts.getObject()
                .named(asked.by())
                .filter(person -> person.roles().contains(Role.SYSTEM_ADMIN))
                .orElseThrow(() ->
                        refused(
                                "liuhen.seal.successor.by 须是一位系统管理员的账号，“%s”不是"
                                        .formatted(asked.by())));
    }

    /**
     * The last checkpoint that is known of the log before. Without the log's own memory of it the
     * database alone would say, and what was lost with the database would be concealed.
     */
    private Note last(VerifierKey before) throws IOException {
        Note remembered =
                files.last()
                        .orElseThrow(() ->
                                refused(
                                        "%s 中没有 last-checkpoint：请从各见证方的目录取最大的一份放入，没有见证方的放入审计机构留存的"
                                                .formatted(settings.directory())));
        Optional<Note> inDatabase =
                log.latest()
                        .filter(note ->
                                Checkpoint.parse(note.text()).origin().equals(before.name()));
        for (Note each : Stream.concat(Stream.of(remembered), inDatabase.stream()).toList()) {
            Policy.of(before).verify(each);
        }
        return inDatabase
                .filter(note ->
                        note.text().equals(remembered.text()) // with who cosigned it
                                || SealedLog.sizeOf(note) > SealedLog.sizeOf(remembered))
                .orElse(remembered);
    }

    private static void tell(Succession begun) {
        LOG.warn(
                "日志 {} 之后另立了 {}：由 {}，因为：{}；先前封存 {} 件，留存 {} 件，失去 {} 件",
                begun.before().name(),
                begun.log().name(),
                begun.by(),
                begun.reason(),
                begun.size(),
                begun.kept(),
                begun.lost());
    }

    private static StartRefused refused(String why) {
        return new StartRefused(
                "没有另立日志：%s。".formatted(why), "请照 docs/keys.md 的步骤更正后再启动；在此之前什么也没有改变。");
    }

    private StartRefused notTaken(String why) {
        return new StartRefused(
                "新日志已经另立，但密钥文件还没有就位：%s。".formatted(why),
                "请检查 %s 中的文件和权限，然后再启动，会接着做完。".formatted(settings.directory()));
    }
}
