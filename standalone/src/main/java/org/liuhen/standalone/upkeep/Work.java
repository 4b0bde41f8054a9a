package org.liuhen.standalone.upkeep;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.Set;

/** One kind of work on the data directory. */
public interface Work {

    /** The program's first argument, where this is asked for. */
    String name();

    /** The options it has besides the program's settings, which have a dot in their names. */
    Set<String> options();

    /**
     * Does it.
     *
     * @param out where what was done is said, in Chinese, for the operator
     * @throws NotDone where it was not done
     */
    void run(Told told, PrintWriter out) throws IOException, SQLException;
}
