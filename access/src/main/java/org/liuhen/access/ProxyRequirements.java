package org.liuhen.access;

import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Sees to it that nobody but the named proxies is believed whom a request comes from. */
final class ProxyRequirements implements BeanFactoryPostProcessor {
    private static final String STRATEGY = "server.forward-headers-strategy";
    private static final List<String> OTHERS =
            List.of(
                    "server.tomcat.remoteip.remote-ip-header",
                    "server.tomcat.remoteip.protocol-header");

    private final Environment environment;

    ProxyRequirements(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        Binder settings = Binder.get(environment);
        if (!"none".equalsIgnoreCase(text(settings, STRATEGY))) {
            throw refused(STRATEGY);
        }
        for (String other : OTHERS) {
            if (!text(settings, other).isBlank()) {
                throw refused(other);
            }
        }
        NamedProxies.of(settings.bindOrCreate("liuhen", AccessSettings.class).proxies());
    }

    private static String text(Binder settings, String name) {
        return settings.bind(name, Bindable.of(String.class)).orElse("");
    }

    private static StartRefused refused(String setting) {
        return new StartRefused(
                "设置了 " + setting + "：这会相信内网任何一台机器自称的来访地址。",
                "请去掉这项设置，改用 liuhen.proxies 写明反向代理的地址或网段（例如 127.0.0.1），然后再启动。");
    }
}
