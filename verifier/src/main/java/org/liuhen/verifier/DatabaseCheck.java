package org.liuhen.verifier;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liuhen.seal.Checkpoint;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Note;
import org.liuhen.seal.Policy;
import org.liuhen.seal.ProofPackage;
import org.liuhen.seal.RowKind;
import org.liuhen.seal.SealedEvent;
import org.liuhen.seal.StoredEvent;
import org.liuhen.seal.StoredRow;
import org.liuhen.verifier.views.ViewsCheck;
import org.liuhen.workflow.AccountHistory;

/**
 * Checks a whole database against a checkpoint: every row of the record, of the journal and of the
 * history of accounts, in the order in which the log sealed them, must make the tree that was
 * signed. What the log's own tables say only helps to find the row that is to blame; it proves
 * nothing.
 */
final class DatabaseCheck {
    static final int FETCHED = 5_000;
    private final Findings findings;
    private final Map<String, StoredEvent> known = new HashMap<>();
    private final List<Checkpoint> ofPackages = new ArrayList<>();
    private final Signed signed;
    private @Nullable ViewsCheck views;

    DatabaseCheck(Findings findings) {
        this.findings = findings;
        this.signed = new Signed(findings);
    }

    /** An earlier package: its events and the tree it was signed under must be there unchanged. */
    void remember(ProofPackage earlier) {
        for (SealedEvent sealed : earlier.events()) {
            known.put(sealed.event().text("event_id"), sealed.event());
        }
        ofPackages.add(Checkpoint.parse(earlier.checkpoint().text()));
    }

    /** What is shown is compared as well. */
    void views(ViewsCheck check) {
        views = check;
    }

    /**
     * Checks the rows.
     *
     * @param connection is read in one snapshot and changed in nothing
     * @param elsewhere the database of accounts, where it is another one
     */
    void check(
            Connection connection, @Nullable Connection elsewhere, Note checkpoint, Policy policy)
            throws SQLException {
        Optional<Policy.Verified> verified = new Signatures(findings).check(checkpoint, policy);
        if (verified.isEmpty()) {
            return;
        }
        Checkpoint given = verified.get().checkpoint();
        prepare(connection);
        if (elsewhere != null) {
            prepare(elsewhere);
        }
        if (views != null) {
            views.join(connection);
        }
        Tables tables = new Tables(connection, findings);
        boolean plain = tables.check();
        Leaves leaves = new Leaves(connection);
        @Nullable AccountsCheck accounts =
                leaves.areOnlyOfEvents() ? null : accounts(connection, elsewhere);
        plain &= accounts == null || accounts.areTablesPlain();
        try {
            FormerLogs former = new FormerLogs(connection, findings);
            share(former, given, tables, policy);
            Sealed sealed = new Sealed(leaves, former, findings);
            sealed.read(RowKind.EVENT, connection, this::compare);
            if (accounts != null) {
                sealed.read(RowKind.JOURNAL, accounts.connection(), (_, _) -> {});
                sealed.read(RowKind.ACCOUNT, accounts.connection(), (_, _) -> {});
            }
            sealed.follow(signed);
            former.check();
            if (accounts != null) {
                accounts.check();
            }
            long before = findings.wrong();
            decide(elsewhere == null ? connection : elsewhere, connection);
            long impossible = findings.wrong() - before;
            connection.rollback();
            sealed.conclude();
            known.values()
                    .forEach(event -> findings.fails("row.missing", PackageCheck.named(event)));
            signed.conclude(findings.wrong() == impossible);
            if (views != null) {
                views.check();
            }
        } catch (SQLException e) {
            if (plain) {
                throw e;
            }
            findings.fails("database.unreadable", String.valueOf(e.getMessage()));
        }
    }

    /** Each checkpoint is compared with the log that signed it, be it a former one. */
    private void share(FormerLogs former, Checkpoint given, Tables tables, Policy policy)
            throws SQLException {
        if (former.takes(given)) {
            // What is there now, the log that goes on has signed.
            signed.given(
                    tables.latestCheckpoint(policy, 0)
                            .orElseThrow(() -> new Malformed(findings.words("log.no-checkpoint"))));
        } else {
            signed.given(given);
            tables.latestCheckpoint(policy, given.size()).ifPresent(signed::latest);
        }
        for (Checkpoint packed : ofPackages) {
            if (!former.takes(packed)) {
                signed.also("checkpoint.of-package", packed);
            }
        }
        former.present().ifPresent(signed::requireOrigin);
    }

    /** In the same snapshot: whatever is there is decided, sealed or not. */
    private void decide(Connection accounts, Connection record) throws SQLException {
        Optional<RecordedAccounts> history = RecordedAccounts.of(accounts);
        if (history.isPresent()) {
            findings.note("accounts.from-history", history.get().size());
        } else {
            findings.note("accounts.not-at-hand");
        }
        Decided decided =
                new Decided(
                        history.<AccountHistory>map(a -> a).orElseGet(AccountHistory::none),
                        findings);
        Histories.read(record, decided);
        decided.conclude(history.isPresent());
        findings.note("no-truth");
    }

    /** In the second database a later snapshot than in the first: what was sealed there is here. */
    private @Nullable AccountsCheck accounts(Connection connection, @Nullable Connection elsewhere)
            throws SQLException {
        Connection there = elsewhere == null ? connection : elsewhere;
        return AccountsCheck.isAt(there) ? new AccountsCheck(there, findings) : null;
    }

    private static void prepare(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }

    private void compare(StoredRow stored, Rows.Row row) {
        StoredEvent event = stored.event();
        StoredEvent earlier = known.remove(row.id());
        if (earlier != null && !row.isSealedAs(earlier.rowHash())) {
            findings.fails("row.other-than-packed", row.named(), differing(event, earlier));
        }
    }

    private static List<String> differing(StoredEvent now, StoredEvent then) {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < StoredEvent.COLUMNS.size(); i++) {
            if (!Arrays.equals(now.columns().get(i), then.columns().get(i))) {
                columns.add(StoredEvent.COLUMNS.get(i));
            }
        }
        return columns;
    }

    static PreparedStatement cursor(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setFetchSize(FETCHED);
        return statement;
    }
}
