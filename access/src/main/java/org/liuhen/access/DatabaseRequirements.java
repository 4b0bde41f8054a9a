package org.liuhen.access;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.liuhen.database.DatabaseSettings;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Looks at where the databases are before anything is opened, and says what is missing. */
final class DatabaseRequirements implements BeanFactoryPostProcessor {
    private final Environment environment;

    DatabaseRequirements(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        Binder settings = Binder.get(environment);
        boolean production =
                settings.bindOrCreate("liuhen", AccessSettings.class).mode()
                        == AccessSettings.Mode.PRODUCTION;
        DatabaseSettings own = settings.bindOrCreate("liuhen.database", DatabaseSettings.class);
        check("liuhen.database", own, production);
        AccountsSettings.Database accounts =
                settings.bindOrCreate("liuhen.accounts", AccountsSettings.class).database();
        if (!accounts.isOwn()) {
            check("liuhen.accounts.database", accounts.orThatOf(own), production);
        }
    }

    private static void check(String prefix, DatabaseSettings database, boolean production) {
        if (isBlank(database.url()) || isBlank(database.username())) {
            throw new StartRefused(
                    "没有配置数据库的地址或用户名。", "请设置 %1$s.url 和 %1$s.username 后再启动。".formatted(prefix));
        }
        if (production && isBlank(database.password())) {
            throw new StartRefused(
                    "没有配置数据库的密码，正式运行不能没有密码。",
                    "请设置 %s.password（例如用环境变量 %s_PASSWORD）后再启动。"
                            .formatted(prefix, prefix.toUpperCase(Locale.ROOT).replace('.', '_')));
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
