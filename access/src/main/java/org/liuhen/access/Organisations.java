package org.liuhen.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Sees to it, before anyone is answered, that the right people may sign in and no others. */
final class Organisations {
    private static final String DEMONSTRATION = "demonstration-organisation.json";
    private static final String DEMONSTRATION_PASSWORD = "liuhen-demo";

    private final JdbcClient database;
    private final AccountImport accounts;
    private final JsonMapper json;

    Organisations(JdbcClient database, AccountImport accounts, JsonMapper json) {
        this.database = database;
        this.accounts = accounts;
        this.json = json;
    }

    void demonstrate(PasswordEncoder passwords) {
        if (exists("SELECT EXISTS (SELECT FROM access.account WHERE NOT demonstration)")) {
            throw new StartRefused(
                    "数据库中有正式账号，不能在其中加入密码公开的演示账号。",
                    "请为演示另建一个数据库；如要正式运行，请设置 liuhen.mode=production。");
        }
        String hash = String.valueOf(passwords.encode(DEMONSTRATION_PASSWORD));
        byte[] content = demonstration();
        OrganisationFile file = json.readValue(content, OrganisationFile.class);
        List<OrganisationFile.Member> members =
                file.accounts().stream().map(member -> member.withPassword(hash)).toList();
        refuse(
                DEMONSTRATION,
                accounts.add(
                        new OrganisationFile(file.organisations(), members),
                        Lines.of(json, content),
                        true));
    }

    void start(@Nullable Path file) {
        if (exists("SELECT EXISTS (SELECT FROM access.account WHERE demonstration)")) {
            throw new StartRefused(
                    "数据库中有演示账号，它们的密码是公开的，正式运行不能使用这个数据库。",
                    "请换用全新的数据库；如只想试用，请设置 liuhen.mode=demonstration。");
        }
        if (file != null) {
            add(file);
        }
        if (!exists("SELECT EXISTS (SELECT FROM access.account)")) {
            throw new StartRefused(
                    "还没有任何账号，也没有指定组织文件。",
                    "请用 liuhen.organisation-file 指定组织文件（机构、人员及 bcrypt 密码散列）后再启动；"
                            + "如只想试用，请设置 liuhen.mode=demonstration。");
        }
    }

    private boolean exists(String sql) {
        return database.sql(sql).query(Boolean.class).single();
    }

    private static byte[] demonstration() {
        try (InputStream file = new ClassPathResource(DEMONSTRATION).getInputStream()) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(Path file) {
        byte[] content = read(file);
        Lines lines = Lines.none();
        try {
            lines = Lines.of(json, content);
            OrganisationFile read = json.readValue(content, OrganisationFile.class);
            refuse(file.toString(), accounts.add(read, lines, false));
        } catch (JacksonException e) {
            refuse(file.toString(), List.of("第" + lines.of(e) + "行：" + Malformed.body(e)));
        } catch (DataIntegrityViolationException e) {
            refuse(file.toString(), List.of(e.getMostSpecificCause().getMessage()));
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new StartRefused("组织文件无法读取：" + file, "请检查 liuhen.organisation-file 的路径和权限后再启动。");
        }
    }

    private static void refuse(String file, List<String> faults) {
        if (!faults.isEmpty()) {
            throw new StartRefused(
                    "组织文件 %s 的内容有误，一个机构、一个账号都没有加入：%n%s"
                            .formatted(file, String.join(System.lineSeparator(), faults)),
                    "请按上面所指各行改正组织文件后再启动。");
        }
    }
}
