package org.liuhen.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Throws a schema away that can be made from the record, once for each word that asks for it. The
 * schema itself remembers the word, so that it can be left where it was set; programs that start at
 * the same time wait for each other.
 */
final class MadeAnew {
    private static final Logger LOG = LoggerFactory.getLogger(MadeAnew.class);
    private static final String REMEMBERED = "made anew: ";
    private static final String ONE_AT_A_TIME =
            "SELECT pg_advisory_lock(hashtextextended('liuhen.anew', 0))";

    private MadeAnew() {}

    /**
     * Migrates a schema, and before that throws it away where its word is a new one.
     *
     * @throws IllegalStateException where others hold on to its tables
     */
    static void migrate(DataSource owner, Schema schema, Runnable migration) {
        @Nullable String word = schema.anew();
        if (word == null) {
            migration.run();
            return;
        }
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(ONE_AT_A_TIME);
            if ((REMEMBERED + word).equals(remembered(statement, schema))) {
                migration.run();
                return;
            }
            statement.execute("SET lock_timeout = '10s'");
            statement.execute("DROP SCHEMA IF EXISTS " + schema.name() + " CASCADE");
            migration.run();
            statement.execute(
                    "COMMENT ON SCHEMA %s IS '%s%s'".formatted(schema.name(), REMEMBERED, word));
            LOG.warn("“{}”中的表已经清空（{}），正由记录重新制作；完成之前查询答复 503。", schema.name(), word);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "“" + schema.name() + "”不能重新制作：可能有别的程序正在使用，请停止使用这个数据库的其他实例后再启动。", e);
        }
    }

    private static @Nullable String remembered(Statement statement, Schema schema)
            throws SQLException {
        try (ResultSet row =
                statement.executeQuery(
                        "SELECT obj_description(to_regnamespace('%s'), 'pg_namespace')"
                                .formatted(schema.name()))) {
            return row.next() ? row.getString(1) : null;
        }
    }
}
