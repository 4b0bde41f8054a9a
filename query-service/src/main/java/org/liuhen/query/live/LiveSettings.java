package org.liuhen.query.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The streams of what moves: {@code liuhen.live.*}.
 *
 * @param heartbeat how often a stream says at least something, and looks whether its reader is
 *     still signed in
 * @param perPerson how many streams one person may have at this instance
 * @param inAll how many there may be at this instance
 */
@ConfigurationProperties("liuhen.live")
public record LiveSettings(
        @DefaultValue("20s") Duration heartbeat,
        @DefaultValue("12") int perPerson,
        @DefaultValue("2000") int inAll) {}
