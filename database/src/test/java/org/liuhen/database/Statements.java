package org.liuhen.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Writes down every statement an application prepares, so that a test can count them. */
public final class Statements implements BeanPostProcessor {
    private final Queue<String> prepared = new ConcurrentLinkedQueue<>();

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        return bean instanceof DataSource source && beanName.equals("dataSource")
                ? watched(DataSource.class, source)
                : bean;
    }

    /** Forgets what was prepared so far. */
    public void forget() {
        prepared.clear();
    }

    /** Those on tables of this schema, in order. */
    public List<String> on(String schema) {
        return prepared.stream().filter(sql -> sql.contains(schema + ".")).toList();
    }

    private <T> T watched(Class<T> type, T target) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> invoke(target, method, arguments)));
    }

    private Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            if (method.getName().startsWith("prepare") && arguments != null) {
                prepared.add(String.valueOf(arguments[0]));
            }
            Object result = method.invoke(target, arguments);
            return result instanceof Connection connection
                    ? watched(Connection.class, connection)
                    : result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
