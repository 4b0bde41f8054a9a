package org.liuhen.command.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.liuhen.access.Access;
import org.liuhen.access.Accounts;
import org.liuhen.access.EndpointRule;
import org.liuhen.access.EndpointRules;
import org.liuhen.access.JournalCode;
import org.liuhen.access.StartRefused;
import org.liuhen.command.Follower;
import org.liuhen.database.DatabaseSettings;
import org.liuhen.database.Schema;
import org.liuhen.seal.Hash;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Policy;
import org.liuhen.seal.RowKind;
import org.liuhen.seal.SigningKey;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The sealed log beside the record. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SealSettings.class)
@PropertySource("classpath:seal.properties")
class SealConfiguration {

    @Bean
    Schema sealSchema() {
        return new Schema("seal");
    }

    @Bean
    KeyFile sealKeyFile(SealSettings settings) {
        return new KeyFile(settings);
    }

    @Bean
    Successions successions(JdbcClient database, DatabaseSettings settings) {
        return new Successions(database, settings);
    }

    @Bean
    SuccessorLog successorLog(
            SealSettings settings,
            JdbcClient database,
            SealedLog log,
            Successions successions,
            KeyFile files,
            ObjectProvider<Accounts> accounts) {
        return new SuccessorLog(
                settings, database, log, successions, files, accounts, Clock.systemUTC());
    }

    @Bean
    SigningKey sealKey(KeyFile file, SealedLog log, SuccessorLog successor) {
        successor.beginWhereAskedFor();
        SigningKey key = file.open(log.size() > 0);
        successor.requireToGoOn(key.publicKey());
        try {
            log.latest().ifPresent(Policy.of(key.publicKey())::verify);
        } catch (Malformed e) {
            throw new StartRefused(
                    "数据库中最后的检查点不是用这个密钥签发的：" + e.in(Locale.CHINESE),
                    "请从备份中恢复本日志自己的 log.key；若数据库恢复到了本日志开始之前，请照 docs/keys.md 另立一个；若都不是，则检查点被改动过，请保留现场并告知各见证方。");
        }
        return key;
    }

    /** Whom the log itself holds to be its witnesses; whoever checks has a policy of their own. */
    @Bean
    LogPolicy sealPolicy(SealSettings settings, SigningKey key) {
        if (settings.policy() == null) {
            return LogPolicy.of("quorum none\n", key);
        }
        try {
            LogPolicy policy = LogPolicy.of(Files.readString(settings.policy()), key);
            if (!policy.policy().logs().contains(key.publicKey())) {
                throw new Malformed("it does not name this log: log " + key.publicKey());
            }
            return policy;
        } catch (Malformed e) {
            throw unusable(settings, e.in(Locale.CHINESE));
        } catch (IOException e) {
            throw unusable(settings, String.valueOf(e.getMessage()));
        }
    }

    private static StartRefused unusable(SealSettings settings, String why) {
        return new StartRefused(
                "见证规则文件 %s 不能使用：%s".formatted(settings.policy(), why),
                "请改正文件，或更正 liuhen.seal.policy。");
    }

    /** A policy and the text it was read from. */
    record LogPolicy(String text, Policy policy) {
        private LogPolicy(String text) {
            this(text, Policy.parse(text));
        }

        /** What tells it from another policy. */
        String id() {
            return Hash.leaf(text.getBytes(StandardCharsets.UTF_8)).toString();
        }

        /** Where the text names no log, it is this one: its key is made at its first start. */
        static LogPolicy of(String text, SigningKey key) {
            return Policy.parse(text).logs().isEmpty()
                    ? new LogPolicy("log " + key.publicKey() + "\n" + text)
                    : new LogPolicy(text);
        }
    }

    /** Of the accounts' database, where this service has one, it reads what is to be sealed. */
    @Bean
    Sealer sealer(
            JdbcClient database,
            @Qualifier("accounts") ObjectProvider<JdbcClient> accounts,
            PlatformTransactionManager transactions,
            SealedLog log,
            Progress progress,
            KeyFile files,
            SigningKey key) {
        Clock clock = Clock.systemUTC();
        List<Intake> ofAccounts = new ArrayList<>();
        accounts.ifAvailable(there -> {
            for (RowKind kind : List.of(RowKind.JOURNAL, RowKind.ACCOUNT)) {
                Follower.requireToBeFollowed(there, kind);
                ofAccounts.add(new Intake(kind, there, log, progress, clock.instant()));
            }
        });
        return new Sealer(
                database,
                new TransactionTemplate(transactions),
                log,
                new Intake(RowKind.EVENT, database, log, progress, clock.instant()),
                ofAccounts,
                files,
                key,
                clock);
    }

    @Bean
    FilterRegistrationBean<NoCookies> tilesWithoutCookies() {
        FilterRegistrationBean<NoCookies> filter = new FilterRegistrationBean<>(new NoCookies());
        filter.addUrlPatterns("/api/seal/tile/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /** Hashes and signatures are for everyone; what was sealed, only for who may see it. */
    @Bean
    EndpointRules sealRules() {
        return EndpointRules.of(
                reading("/checkpoint", Access.PUBLIC),
                reading("/key", Access.PUBLIC),
                reading("/policy", Access.PUBLIC),
                reading("/succession", Access.PUBLIC),
                reading("/tile/{*tile}", Access.PUBLIC),
                new EndpointRule(HttpMethod.POST, "/api/seal/cosignatures", Access.PUBLIC),
                reading("/proof/{eventId}", Access.SIGNED_IN).recordedAs(JournalCode.PROOF_VIEWED),
                reading("/package/{r}", Access.SIGNED_IN).recordedAs(JournalCode.PACKAGE_EXPORTED));
    }

    private static EndpointRule reading(String path, Access access) {
        return new EndpointRule(HttpMethod.GET, "/api/seal" + path, access);
    }
}
