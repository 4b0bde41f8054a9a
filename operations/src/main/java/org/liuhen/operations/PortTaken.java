package org.liuhen.operations;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.env.Environment;

/** Tells whoever starts a program, in words, that its port is another's. */
final class PortTaken extends AbstractFailureAnalyzer<PortInUseException> {
    private static final String MANAGEMENT = "management.server.port";

    private final Environment environment;

    PortTaken(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable failure, PortInUseException cause) {
        String port = String.valueOf(cause.getPort());
        boolean management = port.equals(environment.getProperty(MANAGEMENT));
        return new FailureAnalysis(
                (management ? "运维端口 " : "端口 ") + port + " 已被其他程序占用。",
                "请停止占用它的程序，或用 --%s= 换一个空闲端口后再启动。"
                        .formatted(management ? MANAGEMENT : "server.port"),
                cause);
    }
}
