package org.liuhen.access;

import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What every controller may ask for, and what answers when it fails. */
@Configuration(proxyBeanMethods = false)
@Import({
    SessionController.class,
    JournalController.class,
    DraftController.class,
    PhraseController.class,
    HealthProbes.class,
    RecordedAnswers.class,
    EmptyParameters.class,
    ProblemAdvice.class,
    ErrorPage.class
})
class WebConfiguration implements WebMvcConfigurer {

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new PersonArgument());
        resolvers.add(new RequestIdArgument());
    }

    @Bean
    FilterRegistrationBean<RequestFilter> requestFilter(Problems problems) {
        FilterRegistrationBean<RequestFilter> filter =
                new FilterRegistrationBean<>(new RequestFilter(problems));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
