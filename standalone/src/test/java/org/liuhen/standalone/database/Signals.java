package org.liuhen.standalone.database;

import java.io.IOException;

/** What a process can be sent that Java has no word for. */
final class Signals {
    private Signals() {}

    /** The process keeps all it has and does nothing, also not notice that others have ended. */
    static void stop(long pid) throws IOException, InterruptedException {
        send("STOP", pid);
    }

    /** It goes on where it was. */
    static void goOn(long pid) throws IOException, InterruptedException {
        send("CONT", pid);
    }

    private static void send(String signal, long pid) throws IOException, InterruptedException {
        Process kill =
                new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).inheritIO().start();
        if (kill.waitFor() != 0) {
            throw new IOException("kill -" + signal + " " + pid + " failed");
        }
    }
}
