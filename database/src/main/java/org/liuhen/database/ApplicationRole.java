package org.liuhen.database;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The role the application works as in one database. It is granted, table by table, what it needs:
 * on the events, INSERT and SELECT. Roles belong to the whole server, so each database has its own.
 *
 * @param password follows from the owner's, so that every service of one database knows it and
 *     three settings are enough
 */
record ApplicationRole(String name, String password) {
    /** What shipped scripts call it, and what it was called when a server had one for all. */
    static final String IN_SCRIPTS = "liuhen_app";

    /** PostgreSQL cuts longer names, and two could become one. */
    private static final int LONGEST_NAME = 63;

    /** Of the database that the settings name. */
    static ApplicationRole of(DatabaseSettings settings) {
        String database =
                JdbcClient.create(owner(settings))
                        .sql("SELECT current_database()")
                        .query(String.class)
                        .single();
        String name = IN_SCRIPTS + "_" + database;
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME || name.contains("\"")) {
            throw new IllegalStateException(
                    "数据库名“" + database + "”不能用：不要超过 52 个字节，也不要带双引号。请换一个名称后再启动。");
        }
        return new ApplicationRole(name, password(settings, name));
    }

    /** As the owner of the schemas, who makes them. */
    static DataSource owner(DatabaseSettings settings) {
        return new DriverManagerDataSource(
                settings.url(), settings.username(), settings.password());
    }

    /** As a name in SQL. */
    String quoted() {
        return '"' + name + '"';
    }

    /** Makes the role unless it can sign in already: only making it needs CREATEROLE. */
    void establish(DatabaseSettings settings) {
        if (!signsIn(settings)) {
            make(JdbcClient.create(owner(settings)));
            if (!signsIn(settings)) {
                throw new IllegalStateException(
                        "应用角色 " + name + " 无法登录数据库，请检查数据库服务器的 pg_hba.conf 后再启动。");
            }
        }
    }

    private boolean signsIn(DatabaseSettings settings) {
        JdbcClient database =
                JdbcClient.create(new DriverManagerDataSource(settings.url(), name, password));
        try {
            requireNotNamedInAddress(
                    database.sql("SELECT current_user").query(String.class).single());
            return true;
        } catch (CannotGetJdbcConnectionException _) {
            return false;
        }
    }

    /** A user named in the address would win over the one that is asked for. */
    private void requireNotNamedInAddress(String user) {
        if (!user.equals(name)) {
            throw new IllegalStateException(
                    "liuhen.database.url 中不能带用户名（user=），请改用 liuhen.database.username。");
        }
    }

    /**
     * Twice at once, as two services starting together would, it waits for the other. Nobody but
     * this role and the owner may connect: what another database's role was granted under the one
     * name of old is then of no use here. A database of that time keeps its grants by membership.
     */
    private void make(JdbcClient database) {
        database.sql(
                        """
                        DO $$
                        DECLARE
                            application text := '%s';
                        BEGIN
                            PERFORM pg_advisory_xact_lock(hashtext('liuhen_app'));
                            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = application) THEN
                                EXECUTE format('CREATE ROLE %%I', application);
                            END IF;
                            EXECUTE format('ALTER ROLE %%I LOGIN PASSWORD ''%s''', application);
                            EXECUTE format('REVOKE CONNECT ON DATABASE %%I FROM PUBLIC',
                                current_database());
                            EXECUTE format('GRANT CONNECT ON DATABASE %%I TO %%I',
                                current_database(), application);
                            IF EXISTS (
                                SELECT FROM pg_shdepend d
                                JOIN pg_roles r ON r.oid = d.refobjid
                                JOIN pg_database b ON b.oid = d.dbid
                                WHERE d.refclassid = 'pg_authid'::regclass
                                  AND r.rolname = 'liuhen_app' AND b.datname = current_database())
                            THEN
                                EXECUTE format('GRANT liuhen_app TO %%I', application);
                            END IF;
                        END $$\
                        """
                                .formatted(name.replace("'", "''"), password))
                .update();
    }

    private static String password(DatabaseSettings settings, String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = ("liuhen" + settings.password()).getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
