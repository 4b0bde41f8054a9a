package org.liuhen.standalone;

import org.liuhen.access.Accounts;
import org.liuhen.command.Commands;
import org.liuhen.query.Past;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** What a newcomer finds: two reports on their way, and a note on what to try. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "liuhen.mode", havingValue = "demonstration")
class Demonstration {

    /** Runs before the application says it is ready. */
    @Bean
    ApplicationRunner demonstrationReports(Commands commands, Past past, Accounts accounts) {
        return _ -> new DemonstrationReports(commands, past, accounts).bring();
    }

    @EventListener
    @SuppressWarnings("SystemOut") // whoever started it is looking at this
    void tell(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof WebServerApplicationContext web
                && web.getWebServer() != null) {
            System.out.println(
                    note(
                            "http://localhost:" + web.getWebServer().getPort(),
                            OwnDatabase.place(ready.getApplicationContext().getEnvironment())));
        }
    }

    private static String note(String address, String data) {
        return """

        ────────────────────────────────────────────────────────────────
        留痕已启动（演示）   %1$s
        接口说明             %1$s/v3/api-docs
        登录                 用浏览器打开上面的地址  （口令一律 liuhen-demo）

        账号                               身份
        drafter、drafter2                  江门市生态环境局 填报人
        section-head、director、deputy     江门市生态环境局 科室负责人、局领导、身兼数职的副局长
        water-drafter、water-head、water-director   江门市水利局
        budget-officer、performance-officer         江门市财政局
        congress-reviewer                  江门市人大常委会预算工委
        auditor                            江门市审计局
        system-admin、security-admin、audit-admin   三员，不能看报告

        可以试试：以 section-head 登录，在工作台通过或退回一个章节；
        以 performance-officer 登录，批复 PM2.5 指标的目标值调整申请；
        以 auditor 登录，打开江门市水利局的报告，看“经过”“回放”“审核决定”“核查线索”，
        在“核验”中当场核验，并下载自证资料包，照 docs/audit.md 离线核验。
        按 Ctrl+C 停止；数据留在 %2$s，下次启动还在。
        ────────────────────────────────────────────────────────────────
        """
                .formatted(address, data);
    }
}
