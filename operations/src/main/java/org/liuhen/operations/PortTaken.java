package org.liuhen.operations;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;

/** Tells whoever starts a program, in words, that its port is another's. */
final class PortTaken extends AbstractFailureAnalyzer<PortInUseException> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, PortInUseException cause) {
        return new FailureAnalysis(
                "端口 " + cause.getPort() + " 已被其他程序占用。",
                "请停止占用它的程序，或用 --server.port= 换一个空闲端口后再启动。",
                cause);
    }
}
