package org.liuhen.access;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liuhen.access.OrganisationFile.Institution;
import org.liuhen.access.OrganisationFile.Member;
import org.liuhen.workflow.Role;

/** Finds everything that is wrong in an organisation file, each with its line. */
final class OrganisationCheck {
    private static final Set<Role> ADMINISTRATORS =
            EnumSet.of(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN);
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final int LONGEST_USERNAME = 64;

    private static final String ALONE = "三员须各由专人担任，不再有别的账号；确是同名的两个人，请在姓名中写明区别";

    private final Lines lines;
    private final Registered registered;
    private final Pattern hash;
    private final int strength;
    private final TreeMap<Integer, List<String>> faults = new TreeMap<>();
    private final Map<String, Integer> identifiers = new HashMap<>();
    private final Map<String, Integer> titles = new HashMap<>();

    /**
     * What is there already, which a file adds to.
     *
     * @param kinds of organisations, as far as they are known or follow from roles
     * @param people who have accounts
     */
    record Registered(
            Set<String> organisations, Map<String, OrganisationKind> kinds, List<Known> people) {

        private boolean has(@Nullable String username) {
            return people.stream().anyMatch(known -> known.username().equals(username));
        }
    }

    /**
     * Somebody who has an account.
     *
     * @param person who that is, organisation and name, as {@link OrganisationCheck} compares them
     */
    record Known(String username, String person, boolean isAdministrator) {
        Known(String username, String organisation, String name, Set<Role> roles) {
            this(
                    username,
                    OrganisationCheck.person(organisation, name),
                    OrganisationCheck.isAdministrator(roles));
        }
    }

    private static boolean isAdministrator(Set<Role> roles) {
        return roles.stream().anyMatch(ADMINISTRATORS::contains);
    }

    /** However many spaces somebody writes into a name. */
    private static String person(@Nullable String organisation, @Nullable String name) {
        return organisation + " " + (name == null ? "" : SPACES.matcher(name).replaceAll(""));
    }

    OrganisationCheck(Lines lines, Registered registered, int strength) {
        this.lines = lines;
        this.registered = registered;
        this.strength = strength;
        // The last characters of salt and hash hold fewer bits than the others.
        this.hash =
                Pattern.compile(
                        ("\\{bcrypt}\\$2[aby]\\$%02d\\$[./A-Za-z0-9]{21}[.Oeu]"
                                        + "[./A-Za-z0-9]{30}[.CGKOSWaeimquy26]")
                                .formatted(strength));
    }

    /** A sentence for each fault, in the order of the lines. */
    List<String> faults(OrganisationFile file) {
        for (int i = 0; i < file.organisations().size(); i++) {
            check(file.organisations().get(i), "/organisations/" + i);
        }
        Map<String, Integer> usernames = new HashMap<>();
        Map<String, Integer> people = new HashMap<>();
        for (int i = 0; i < file.accounts().size(); i++) {
            Member member = file.accounts().get(i);
            String at = "/accounts/" + i;
            check(member, at, file);
            once(usernames, member.username(), at + "/username", "用户名“%s”在第%d行已经有了，请各取一个");
            alone(people, member, at, file);
        }
        checkKinds(file);
        return faults.entrySet().stream()
                .flatMap(each ->
                        each.getValue().stream()
                                .map(said -> "第" + each.getKey() + "行：" + said + "。"))
                .toList();
    }

    private void fault(String pointer, String sentence) {
        faults.computeIfAbsent(lines.at(pointer), _ -> new ArrayList<>()).add(sentence);
    }

    private void check(Institution organisation, String at) {
        String id = organisation.id();
        if (id == null || !IDENTIFIER.matcher(id).matches()) {
            fault(at + "/id", "机构编号须由小写字母、数字和连字符组成，不超过63个，以字母或数字开头");
        } else {
            once(identifiers, id, at + "/id", "机构编号“%s”在第%d行已经有了，请各取一个");
        }
        String name = organisation.name();
        if (text(name, at + "/name", "机构名称")) {
            once(titles, name, at + "/name", "机构名称“%s”在第%d行已经有了，请写明区别");
        }
    }

    private boolean text(@Nullable String given, String at, String what) {
        if (given == null || given.isBlank()) {
            fault(at, what + "没有填写");
            return false;
        }
        if (!Words.areClean(given)) {
            fault(at, what + "中有不可见的控制字符，请删去");
            return false;
        }
        return true;
    }

    private void check(Member member, String at, OrganisationFile file) {
        String username = member.username();
        if (text(username, at + "/username", "用户名")
                && (Objects.requireNonNull(username).length() > LONGEST_USERNAME
                        || !username.equals(username.strip()))) {
            fault(at + "/username", "用户名不能超过64个字，前后不能有空格");
        }
        text(member.name(), at + "/name", "姓名");
        text(member.post(), at + "/post", "职务");
        String organisation = member.organisation();
        if (text(organisation, at + "/organisation", "账号的机构")
                && file.organisations().stream()
                        .noneMatch(each -> Objects.equals(each.id(), organisation))
                && !registered.organisations().contains(Objects.requireNonNull(organisation))) {
            fault(at + "/organisation", "没有编号为“" + organisation + "”的机构，请先在 organisations 中写明");
        }
        if (!member.hasRoles()) {
            fault(at + "/roles", "没有写明 roles，请列出账号“" + username + "”的职责");
        }
        if (member.roles().size() > 1 && isAdministrator(member.roles())) {
            fault(
                    at + "/roles",
                    "账号 " + username + " 在三员之外还有别的职责：" + titles(member.roles()) + "，须各由专人担任");
        }
        String given = member.passwordHash();
        if (given == null || !hash.matcher(given).matches()) {
            fault(
                    at + "/passwordHash",
                    "账号 %s 没有所设强度的 bcrypt 密码散列，须形如 {bcrypt}$2a$%02d$…，一共68个字符"
                            .formatted(username, strength));
        }
    }

    private void once(
            Map<String, Integer> before, @Nullable String given, String at, String sentence) {
        Integer line = given == null ? null : before.putIfAbsent(given, lines.at(at));
        if (line != null) {
            fault(at, sentence.formatted(given, line));
        }
    }

    /** One person with an administrator's account has no other (三员分立, GB/T 22239-2019). */
    private void alone(
            Map<String, Integer> before, Member member, String at, OrganisationFile file) {
        String person = person(member.organisation(), member.name());
        boolean mayBeOne =
                isAdministrator(member.roles())
                        || file.accounts().stream()
                                .filter(other ->
                                        person(other.organisation(), other.name()).equals(person))
                                .anyMatch(other -> isAdministrator(other.roles()));
        if (mayBeOne) {
            once(before, person, at, "“%s”在第%d行已有账号：" + ALONE);
        }
        if (registered.has(member.username())) {
            return;
        }
        registered.people().stream()
                .filter(known -> known.person().equals(person))
                .filter(known -> known.isAdministrator() || isAdministrator(member.roles()))
                .findFirst()
                .ifPresent(known ->
                        fault(at, "“%s”已有账号 %s：".formatted(person, known.username()) + ALONE));
    }

    private void checkKinds(OrganisationFile file) {
        Map<String, OrganisationKind> kinds = new HashMap<>(registered.kinds());
        for (Institution each : file.organisations()) {
            if (each.id() != null && each.kind() != null) {
                kinds.putIfAbsent(each.id(), each.kind());
            }
        }
        for (int i = 0; i < file.accounts().size(); i++) {
            Member member = file.accounts().get(i);
            String organisation = member.organisation();
            if (organisation == null || registered.has(member.username())) {
                continue;
            }
            for (Role role : member.roles().stream().sorted().toList()) {
                Optional<OrganisationKind> kind = OrganisationKind.of(role);
                if (kind.isEmpty()) {
                    continue;
                }
                OrganisationKind known = kinds.putIfAbsent(organisation, kind.get());
                if (known != null && known != kind.get()) {
                    fault(
                            "/accounts/" + i + "/roles",
                            "账号 %s 的职责“%s”属于%s，而机构“%s”是%s：请更正职责或机构"
                                    .formatted(
                                            member.username(),
                                            role.title(),
                                            kind.get().title(),
                                            organisation,
                                            known.title()));
                }
            }
        }
    }

    private static String titles(Set<Role> roles) {
        return roles.stream().sorted().map(Role::title).collect(Collectors.joining("、"));
    }
}
