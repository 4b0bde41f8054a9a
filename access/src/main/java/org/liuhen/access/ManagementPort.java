package org.liuhen.access;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/** Tells which of the two ports a request came in by, once the second is open. */
final class ManagementPort {
    private static final String NAME = "management";

    private volatile int port = -1;

    @EventListener
    void opened(WebServerInitializedEvent opened) {
        if (NAME.equals(opened.getApplicationContext().getServerNamespace())) {
            port = opened.getWebServer().getPort();
        }
    }

    boolean took(HttpServletRequest request) {
        return request.getLocalPort() == port;
    }
}
