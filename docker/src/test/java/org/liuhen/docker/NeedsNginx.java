package org.liuhen.docker;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** Left out, with a sentence that says so, where there is no nginx. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
        value = "org.liuhen.docker.Edge#isInstalled",
        disabledReason = "no nginx here, so the edge is not tested: apt-get install nginx")
@interface NeedsNginx {}
