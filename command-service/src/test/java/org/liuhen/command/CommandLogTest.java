package org.liuhen.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liuhen.command.Cast.DRAFTER;
import static org.liuhen.command.Cast.open;
import static org.liuhen.command.Cast.request;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.liuhen.access.RequestId;
import org.liuhen.database.TestDatabase;
import org.slf4j.MDC;
import org.springframework.context.ConfigurableApplicationContext;

/** What is logged while a command is handled names its request, on whichever thread that is. */
class CommandLogTest {
    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    @Test
    void theRequestIsNamedAlsoWhereItsCommandIsTriedAgain() {
        Request request = request();
        try (ConfigurableApplicationContext service =
                CommandApplication.on(TestDatabase.create(), SecondTheFirstTime.class)) {
            service.getBean(Commands.class).carryOut(DRAFTER, request, open(2001, 1));
        }
        assertThat(SEEN)
                .containsExactly(
                        Thread.currentThread().getName() + " " + request.id(),
                        "command-retry-0 " + request.id());
        assertThat(MDC.get(RequestId.IN_LOG)).isNull();
    }

    static class SecondTheFirstTime implements MessageHandlerInterceptor<CommandMessage<?>> {
        @Override
        public Object handle(UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain)
                throws Exception {
            SEEN.add(Thread.currentThread().getName() + " " + MDC.get(RequestId.IN_LOG));
            if (SEEN.size() == 1) {
                throw new ConcurrencyException("another was first");
            }
            return chain.proceed();
        }
    }
}
