package org.liuhen.command.seal;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import org.liuhen.access.Access;
import org.liuhen.access.EndpointRule;
import org.liuhen.access.EndpointRules;
import org.liuhen.access.JournalCode;
import org.liuhen.access.StartRefused;
import org.liuhen.database.Schema;
import org.liuhen.seal.Malformed;
import org.liuhen.seal.Policy;
import org.liuhen.seal.SigningKey;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The sealed log beside the record. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SealSettings.class)
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
    SigningKey sealKey(KeyFile file, SealedLog log) {
        return file.open(log.size() > 0);
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
        } catch (IOException | Malformed e) {
            throw new StartRefused(
                    "见证规则文件 %s 不能使用：%s".formatted(settings.policy(), e.getMessage()),
                    "请改正文件，或更正 liuhen.seal.policy。");
        }
    }

    /** A policy and the text it was read from. */
    record LogPolicy(String text, Policy policy) {
        private LogPolicy(String text) {
            this(text, Policy.parse(text));
        }

        /** Where the text names no log, it is this one: its key is made at its first start. */
        static LogPolicy of(String text, SigningKey key) {
            return Policy.parse(text).logs().isEmpty()
                    ? new LogPolicy("log " + key.publicKey() + "\n" + text)
                    : new LogPolicy(text);
        }
    }

    @Bean
    Sealer sealer(
            JdbcClient database,
            PlatformTransactionManager transactions,
            SealedLog log,
            KeyFile files,
            SigningKey key) {
        return new Sealer(
                database,
                new TransactionTemplate(transactions),
                log,
                files,
                key,
                Clock.systemUTC());
    }

    /** Hashes and signatures are for everyone; what was sealed, only for who may see it. */
    @Bean
    EndpointRules sealRules() {
        return EndpointRules.of(
                reading("/checkpoint", Access.PUBLIC),
                reading("/key", Access.PUBLIC),
                reading("/policy", Access.PUBLIC),
                reading("/tile/{*tile}", Access.PUBLIC),
                new EndpointRule(HttpMethod.POST, "/api/seal/cosignatures", Access.PUBLIC),
                reading("/proof/{eventId}", Access.SIGNED_IN).recordedAs(JournalCode.PROOF_VIEWED),
                reading("/package/{r}", Access.SIGNED_IN).recordedAs(JournalCode.PACKAGE_EXPORTED));
    }

    private static EndpointRule reading(String path, Access access) {
        return new EndpointRule(HttpMethod.GET, "/api/seal" + path, access);
    }
}
