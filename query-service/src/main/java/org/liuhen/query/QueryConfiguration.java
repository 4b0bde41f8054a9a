package org.liuhen.query;

import org.liuhen.access.Access;
import org.liuhen.access.EndpointRule;
import org.liuhen.access.EndpointRules;
import org.liuhen.access.JournalCode;
import org.liuhen.database.DatabaseConfiguration;
import org.liuhen.database.Schema;
import org.liuhen.workflow.Role;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.http.HttpMethod;

/** The query service: every reader of the feed, and the answers it makes possible. */
@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesScan
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@Import(DatabaseConfiguration.class)
@PropertySource("classpath:query-service.properties")
public class QueryConfiguration {

    /**
     * {@code liuhen.views.anew}: what is shown is made anew from the record, once for each word.
     */
    @Bean
    Schema viewSchema(@Value("${liuhen.views.anew:}") String word) {
        return new Schema("view", word.isBlank() ? null : word);
    }

    @Bean
    EndpointRules queryRules() {
        return EndpointRules.of(
                asking("/api/reports"),
                asking("/api/board"),
                asking("/api/reports/{r}").recordedAs(JournalCode.REPORT_VIEWED),
                asking("/api/reports/{r}/history").recordedAs(JournalCode.HISTORY_VIEWED),
                asking("/api/reports/{r}/history.csv").recordedAs(JournalCode.HISTORY_EXPORTED),
                asking("/api/reports/{r}/history.xlsx").recordedAs(JournalCode.HISTORY_EXPORTED),
                asking("/api/reports/{r}/report.docx").recordedAs(JournalCode.REPORT_EXPORTED),
                asking("/api/reports/{r}/approval-sheet.docx")
                        .recordedAs(JournalCode.APPROVALS_EXPORTED),
                asking("/api/reports/{r}/diff").recordedAs(JournalCode.DIFFERENCE_VIEWED),
                asking("/api/reports/{r}/decisions").recordedAs(JournalCode.DECISIONS_VIEWED),
                new EndpointRule(
                                HttpMethod.GET,
                                "/api/reports/{r}/exceptions",
                                Access.roles(Role.AUDITOR))
                        .recordedAs(JournalCode.EXCEPTIONS_VIEWED),
                asking("/api/inbox"),
                asking("/api/live").asUnattended(),
                operating(HttpMethod.GET, ""),
                operating(HttpMethod.POST, "/{r}/retry"),
                operating(HttpMethod.POST, "/{r}/skip"));
    }

    private static EndpointRule operating(HttpMethod method, String path) {
        return new EndpointRule(method, "/api/stopped" + path, Access.roles(Role.SYSTEM_ADMIN));
    }

    /** Which reports a person may see, the rules of the report decide (Visibility). */
    private static EndpointRule asking(String path) {
        return new EndpointRule(HttpMethod.GET, path, Access.SIGNED_IN);
    }
}
