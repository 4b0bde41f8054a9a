package org.liuhen.database;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * How long a test waits for what must come, in every module that has the tests of {@code database}
 * on its path: as long as a machine needs that is busy with others. A wait ends as soon as its
 * condition holds, so patience costs time only where a test fails.
 */
public final class Patience implements LauncherSessionListener {
    /** What no test should have to name. */
    public static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(LONGEST_WAIT);
    }
}
