package org.liuhen.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liuhen.workflow.Keys;
import org.liuhen.workflow.Refused;

/** What a request leaves out that its command cannot do without, gathered to be told in one go. */
final class Missing {
    private static final int MANY = 50;

    private final List<Refused.Fault> faults = new ArrayList<>();

    /** A member of a list, and the path to what is in it. */
    record Member<T>(String path, T value) {}

    String text(String path, @Nullable String given) {
        return value(path, given, "");
    }

    /** A key that something is looked up by, before any rule can look at it. */
    String key(String path, @Nullable String given) {
        if (given != null && !Keys.isOne(given)) {
            add(path, "编号须以字母或数字开头，只用字母、数字、点、横线和下划线，不超过64个字符");
        }
        return text(path, given);
    }

    /** The value given, or one to go on with until {@link #throwIfAny}. */
    <T> T value(String path, @Nullable T given, T goOnWith) {
        require(path, given);
        return given != null ? given : goOnWith;
    }

    void require(String path, @Nullable Object given) {
        if (given == null) {
            add(path, "缺少“" + path + "”，请填写");
        }
    }

    /** The members that are there; an absent list has none. */
    <T> List<Member<T>> members(String path, @Nullable List<@Nullable T> given) {
        List<Member<T>> members = new ArrayList<>();
        for (int i = 0; given != null && i < given.size(); i++) {
            T member = given.get(i);
            if (member != null) {
                members.add(new Member<>(path + "/" + i + "/", member));
            } else {
                add(path + "/" + i, "此处为空，请填写或删除");
            }
        }
        return members;
    }

    void throwIfAny() {
        if (!faults.isEmpty()) {
            throw Refused.invalid(faults);
        }
    }

    private void add(String path, String message) {
        if (faults.size() < MANY) {
            faults.add(new Refused.Fault(path, message));
        }
    }
}
