package org.liuhen.standalone.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** The program in the other JVM: says of each row that it is committed, when it is. */
final class Scribe {
    private static volatile boolean ending;

    private Scribe() {}

    public static void main(String[] told) throws SQLException {
        Place place = new Place(Path.of(told[0]), Integer.parseInt(told[1]));
        EmbeddedDatabase database = place.open();
        Place.execute(database, "create table if not exists line (number int)");
        System.out.println("ready");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(database)));
        try (Connection c = Place.connect(database);
                PreparedStatement insert = c.prepareStatement("insert into line values (?)")) {
            for (int number = 0; !ending; number++) {
                insert.setInt(1, number);
                insert.executeUpdate();
                System.out.println("committed " + number);
            }
        }
    }

    /** Like a pool that has work to finish on a connection it holds, while the JVM ends. */
    private static void finish(EmbeddedDatabase database) {
        try (Connection c = Place.connect(database);
                Statement s = c.createStatement()) {
            ending = true;
            s.execute("select pg_sleep(2)");
            s.execute("insert into line values (-1)");
            System.out.println("finished");
        } catch (SQLException e) {
            System.out.println("lost " + e.getMessage());
        }
    }
}
