package org.liuhen.standalone;

import org.liuhen.standalone.database.CannotStart;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;

/** Tells whoever starts it, in words, why it did not start. */
final class StartFailures {
    private StartFailures() {}

    static final class OfTheDatabase extends AbstractFailureAnalyzer<CannotStart> {
        @Override
        protected FailureAnalysis analyze(Throwable failure, CannotStart cause) {
            return new FailureAnalysis("自带的数据库没有启动。", cause.getMessage(), cause);
        }
    }

    static final class OfThePort extends AbstractFailureAnalyzer<PortInUseException> {
        @Override
        protected FailureAnalysis analyze(Throwable failure, PortInUseException cause) {
            return new FailureAnalysis(
                    "端口 " + cause.getPort() + " 已被其他程序占用。",
                    "请停止占用它的程序，或用 --server.port= 换一个空闲端口后再启动。",
                    cause);
        }
    }
}
