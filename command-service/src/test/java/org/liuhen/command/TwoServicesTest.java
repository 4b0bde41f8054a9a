package org.liuhen.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.liuhen.command.Cast.DRAFTER;
import static org.liuhen.command.Cast.edit;
import static org.liuhen.command.Cast.open;
import static org.liuhen.command.Cast.request;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liuhen.database.TestDatabase;
import org.liuhen.workflow.RefusalCode;
import org.liuhen.workflow.Refused;
import org.springframework.context.ConfigurableApplicationContext;

/** What one service remembers of a report may be older than what another recorded. */
class TwoServicesTest {
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static ConfigurableApplicationContext service;
    private static ConfigurableApplicationContext other;
    private static Commands here;
    private static Commands there;

    @BeforeAll
    static void start() {
        service = CommandApplication.on(DATABASE);
        other = CommandApplication.on(DATABASE);
        here = service.getBean(Commands.class);
        there = other.getBean(Commands.class);
    }

    @AfterAll
    static void stop() {
        service.close();
        other.close();
    }

    @Test
    void whatAnOldStateWouldRefuseIsDecidedOnThePresentOne() {
        here.carryOut(DRAFTER, request(), open(2001, 1));
        there.carryOut(DRAFTER, request(), edit(2001, "1.1", "第二稿", 1));
        assertThat(here.carryOut(DRAFTER, request(), edit(2001, "1.1", "第三稿", 2)).version())
                .isEqualTo(3);
    }

    @Test
    void whatWouldChangeNothingInAnOldStateIsDecidedOnThePresentOne() {
        here.carryOut(DRAFTER, request(), open(2002, 1));
        there.carryOut(DRAFTER, request(), edit(2002, "1.1", "第二稿", 1));
        assertThatThrownBy(() -> here.carryOut(DRAFTER, request(), edit(2002, "1.1", "正文", 1)))
                .isInstanceOf(Refused.class)
                .extracting(e -> ((Refused) e).code())
                .isEqualTo(RefusalCode.EDIT_CONFLICT);
    }
}
