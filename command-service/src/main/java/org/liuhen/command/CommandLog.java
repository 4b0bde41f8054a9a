package org.liuhen.command;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.liuhen.access.RequestId;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Whatever is logged while a command is handled names its request, also where it is tried again on
 * a thread of its own. The framework puts every interceptor bean of commands on the command bus.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class CommandLog implements MessageHandlerInterceptor<CommandMessage<?>> {

    @Override
    public Object handle(
            UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain interceptorChain)
            throws Exception {
        String before = MDC.get(RequestId.IN_LOG);
        MDC.put(RequestId.IN_LOG, CommandContext.of(unitOfWork.getMessage()).request().id());
        try {
            return interceptorChain.proceed();
        } finally {
            if (before == null) {
                MDC.remove(RequestId.IN_LOG);
            } else {
                MDC.put(RequestId.IN_LOG, before);
            }
        }
    }
}
