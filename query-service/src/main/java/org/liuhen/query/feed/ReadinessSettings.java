package org.liuhen.query.feed;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * From when on an instance answers no more questions: {@code liuhen.readiness.*}.
 *
 * @param longestLag that one of its readers may be behind
 * @param longestFailure that one of them may not go on
 */
@ConfigurationProperties("liuhen.readiness")
record ReadinessSettings(
        @DefaultValue("1m") Duration longestLag, @DefaultValue("10s") Duration longestFailure) {}
