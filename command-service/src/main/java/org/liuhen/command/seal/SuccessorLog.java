package org.liuhen.command.seal;

import java.io.IOException;
import java.time.Clock;
import java.util.Comparator;
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
import org.liuhen.seal.Tree;
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
     * Begins it where that is asked for, before anything is signed.
     *
     * @throws StartRefused where it cannot be begun so
     */
    void beginWhereAskedFor() {
        try {
            Optional<Succession> latest = successions.latest();
            latest.ifPresent(this::takeItsKey);
            if (settings.successor() == null || isBegun(latest)) {
                return;
            }
            begin(settings.successor());
        } catch (Malformed e) {
            throw refused(e.in(Locale.CHINESE));
        } catch (IOException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    /** A start may have been cut short between the database and the files. */
    private void takeItsKey(Succession latest) {
        try {
            files.take(latest);
        } catch (IOException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private boolean isBegun(Optional<Succession> latest) {
        boolean begun = latest.filter(it -> it.log().name().equals(settings.origin())).isPresent();
        if (begun) {
            LOG.warn("日志 {} 已经另立，liuhen.seal.successor 不再起作用，请去掉", settings.origin());
        }
        return begun;
    }

    private void begin(SealSettings.Successor asked) throws IOException {
        VerifierKey before = before(asked);
        if (before.name().equals(settings.origin())) {
            throw refused(
                    "新日志须另取名称：请把 liuhen.seal.origin 从“%s”改为另一个，如“%s-2”"
                            .formatted(before.name(), before.name()));
        }
        Person by = by(asked);
        List<Note> known = Stream.concat(files.last().stream(), log.latest().stream()).toList();
        for (Note each : known) {
            Policy.of(before).verify(each);
        }
        Note last =
                known.stream()
                        .max(Comparator.comparingLong(SealedLog::sizeOf))
                        .orElseThrow(() -> refused("先前的日志还没有签发过检查点，直接改名即可，请移走密钥文件"));
        Succession succession =
                new Succession(
                        files.next().publicKey(),
                        before,
                        clock.instant(),
                        "%s（%s %s）".formatted(by.name(), by.organisation().name(), by.post()),
                        asked.reason().strip(),
                        kept(known),
                        database.sql("SELECT count(*) FROM record.event")
                                .query(Long.class)
                                .single(),
                        last);
        successions.begin(succession, Sealer.ONE_AT_A_TIME);
        files.take(succession);
        LOG.warn(
                "日志 {} 之后另立了 {}：由 {}，因为 {}；先前封存 {} 件，留存 {} 件，失去 {} 件",
                before.name(),
                settings.origin(),
                succession.by(),
                succession.reason(),
                succession.size(),
                succession.kept(),
                succession.lost());
    }

    /** Of a key that is lost, the public part must be said: nothing else names the log before. */
    private VerifierKey before(SealSettings.Successor asked) throws IOException {
        if (asked.before() != null) {
            return VerifierKey.parse(asked.before().strip());
        }
        return files.present()
                .orElseThrow(() ->
                        refused(
                                "先前日志的密钥文件不在：请用 liuhen.seal.successor.before 给出它的公钥（见证方和审计机构的规则中有）"))
                .publicKey();
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

    /** The most that was signed and is there as it was signed. */
    private long kept(List<Note> signed) {
        Tree tree = log.tree(log.size());
        return signed.stream()
                .map(note -> Checkpoint.parse(note.text()))
                .filter(head -> head.size() <= log.size())
                .filter(head -> tree.rootAt(head.size()).equals(head.root()))
                .mapToLong(Checkpoint::size)
                .max()
                .orElse(0);
    }

    private static StartRefused refused(String why) {
        return new StartRefused(
                "没有另立日志：%s。".formatted(why), "请照 docs/keys.md 的步骤更正后再启动；在此之前什么也没有改变。");
    }
}
