package org.liuhen.access;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.liuhen.workflow.Organisation;
import org.liuhen.workflow.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Adds the organisations and accounts that are absent; what is there already stays as it is. */
final class AccountImport {
    private static final Set<Role> ADMINISTRATORS =
            EnumSet.of(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN);

    private final JdbcClient database;
    private final TransactionOperations transaction;
    private final Pattern hash;

    /** Takes hashes of this strength: others would tell by their time whose name there is. */
    AccountImport(JdbcClient database, TransactionOperations transaction, int bcryptStrength) {
        this.database = database;
        this.transaction = transaction;
        this.hash = Pattern.compile("\\{bcrypt}\\$2[aby]\\$%02d\\$.{53}".formatted(bcryptStrength));
    }

    void add(OrganisationFile file, boolean demonstration) {
        file.accounts().forEach(this::check);
        transaction.executeWithoutResult(_ -> {
            file.organisations().forEach(this::add);
            file.accounts().forEach(member -> add(member, demonstration));
        });
    }

    /** The three administrators (三员, GB/T 22239-2019) hold no other role. */
    private void check(OrganisationFile.Member member) {
        if (member.roles().size() > 1
                && member.roles().stream().anyMatch(ADMINISTRATORS::contains)) {
            throw new StartRefused(
                    "账号 " + member.username() + " 在三员之外还有别的职责：" + member.roles(),
                    "系统管理员、安全管理员、审计管理员须各由专人担任，请修改组织文件后再启动。");
        }
        if (member.passwordHash() == null || !hash.matcher(member.passwordHash()).matches()) {
            throw new StartRefused(
                    "账号 " + member.username() + " 没有所设强度的 bcrypt 密码散列",
                    "请在组织文件的 passwordHash 中填写形如 {bcrypt}$2a$12$… 的散列后再启动；"
                            + "其中的强度（12）须与 liuhen.bcrypt-strength 相同。");
        }
    }

    private void add(Organisation organisation) {
        database.sql(
                        "INSERT INTO access.organisation (id, name) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .params(organisation.id(), organisation.name())
                .update();
    }

    private void add(OrganisationFile.Member member, boolean demonstration) {
        UUID id = RequestId.next().value();
        int added =
                database.sql(
                                """
                                INSERT INTO access.account (id, username, name, organisation_id, post,
                                                            password_hash, demonstration)
                                VALUES (?, ?, ?, ?, ?, ?, ?)
                                ON CONFLICT (username) DO NOTHING\
                                """)
                        .params(
                                id,
                                member.username(),
                                member.name(),
                                member.organisation(),
                                member.post(),
                                String.valueOf(member.passwordHash()),
                                demonstration)
                        .update();
        if (added == 1) {
            grant(id, member.roles());
        }
    }

    private void grant(UUID account, Collection<Role> roles) {
        for (Role role : roles) {
            database.sql("INSERT INTO access.account_role (account_id, role) VALUES (?, ?)")
                    .params(account, role.name())
                    .update();
        }
    }
}
