package org.liuhen.standalone.database;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Locale;

/**
 * The port on 127.0.0.1, tried before the server does: a first start has much to undo otherwise.
 */
final class Port {
    private Port() {}

    /** Returns the port itself, or a free one for 0. */
    static int free(int wanted) throws IOException {
        try (ServerSocket socket =
                new ServerSocket(wanted, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (BindException e) {
            String told = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            throw told.contains("permission")
                    ? CannotStart.portNotAllowed(wanted)
                    : CannotStart.portTaken(wanted);
        }
    }
}
