package org.liuhen.access;

import jakarta.servlet.DispatcherType;
import java.util.List;
import java.util.Map;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.session.SessionRepository;
import org.springframework.session.web.http.CookieSerializer;

/** Nothing is open but what a rule opens; no page, no redirect, no other way in. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http,
            List<EndpointRules> tables,
            SessionAccount sessions,
            CsrfTokenRepository tokens,
            Refusals refusals,
            ManagementPort managementPort) {
        EndpointGate gate =
                new EndpointGate(
                        tables.stream().flatMap(t -> t.rules().stream()).toList(), managementPort);
        return http.securityContext(context ->
                        context.securityContextRepository(sessions).requireExplicitSave(true))
                .csrf(csrf -> csrf.spa().csrfTokenRepository(tokens))
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(
                        e -> e.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .headers(SecurityHeaders::set)
                .authorizeHttpRequests(requests ->
                        // What was let in once may be forwarded, resumed or apologised for.
                        requests.dispatcherTypeMatchers(
                                        DispatcherType.FORWARD,
                                        DispatcherType.ASYNC,
                                        DispatcherType.ERROR)
                                .permitAll()
                                .anyRequest()
                                .access(gate))
                .build();
    }

    @Bean
    ManagementPort managementPort() {
        return new ManagementPort();
    }

    @Bean
    Refusals refusals(Problems problems) {
        return new Refusals(problems);
    }

    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterNames(Words::areClean);
        firewall.setAllowedParameterValues(Words::areClean);
        return firewall;
    }

    @Bean
    SessionAccount sessionAccount(Accounts accounts, AccessSettings settings, Presence presence) {
        return new SessionAccount(accounts, settings.session().longest(), presence);
    }

    @Bean
    Presence presence(
            CookieSerializer cookie,
            SessionRepository<?> sessions,
            Accounts accounts,
            AccessSettings settings) {
        return new Presence(cookie, sessions, accounts, settings.session().longest());
    }

    /** Before Spring Session, which would note that the session is used. */
    @Bean
    FilterRegistrationBean<UnattendedFilter> unattendedFilter(List<EndpointRules> tables) {
        FilterRegistrationBean<UnattendedFilter> filter =
                new FilterRegistrationBean<>(
                        new UnattendedFilter(
                                tables.stream().flatMap(t -> t.rules().stream()).toList()));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return filter;
    }

    @Bean
    CsrfTokenRepository csrfTokens() {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return tokens;
    }

    @Bean
    PasswordEncoder passwordEncoder(AccessSettings settings) {
        return new DelegatingPasswordEncoder(
                "bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(settings.bcryptStrength())));
    }

    /** Does the same work for a name nobody has. */
    @Bean
    AuthenticationManager authenticationManager(Accounts accounts, PasswordEncoder passwords) {
        DaoAuthenticationProvider provider =
                new DaoAuthenticationProvider(name ->
                        accounts.byUsername(name)
                                .orElseThrow(() -> new UsernameNotFoundException(name)));
        provider.setPasswordEncoder(passwords);
        return new ProviderManager(provider);
    }

    @Bean
    SignIn signIn(AuthenticationManager authentication, Accounts accounts, KnownBrowsers browsers) {
        return new SignIn(authentication, accounts, new SignInBackOff(), browsers);
    }

    @Bean
    FilterRegistrationBean<OwnFilter> ownFilter(Problems problems) {
        FilterRegistrationBean<OwnFilter> filter =
                new FilterRegistrationBean<>(new OwnFilter(problems));
        filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 1);
        return filter;
    }

    @Bean
    FilterRegistrationBean<BodyFilter> bodyFilter(Problems problems) {
        FilterRegistrationBean<BodyFilter> filter =
                new FilterRegistrationBean<>(new BodyFilter(problems));
        filter.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 2);
        return filter;
    }
}
