package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.Principals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;

/** Which users or groups of an application are asked for. */
record AccessList(Kind kind, String name, List<String> roles) {

    /** What is listed. */
    enum Kind {
        USERS("username", Principals::users),
        GROUPS("name", Principals::groups);

        private final String field;
        private final Function<Principals, List<String>> of;

        Kind(String field, Function<Principals, List<String>> of) {
            this.field = field;
            this.of = of;
        }
    }

    /** From the parameters; what is wrong is told by {@link Query#check}. */
    static AccessList of(Query query, Kind kind) {
        var roles = query.texts("roles");
        roles.stream()
                .filter(role -> !Roles.isAdministrators(role) && !Roles.isUsers(role))
                .findFirst()
                .ifPresent(role -> query.problem("roles", "must be " + Roles.ADMINISTRATORS + " or " + Roles.USERS));
        if (kind == Kind.USERS) {
            // No service clients are among the users that a deployment names: with or without them it is the same list.
            query.flag("excludeServiceClients", false);
        }
        return new AccessList(kind, query.text("name"), roles);
    }

    /** Each once, with its roles, by name. */
    List<LinkedHashMap<String, Object>> select(Access access) {
        var byName = new TreeMap<String, List<Object>>();
        collect(access.administrators(), Roles.ADMINISTRATORS, byName);
        collect(access.users(), Roles.USERS, byName);
        var list = new ArrayList<LinkedHashMap<String, Object>>();
        byName.forEach((each, held) -> {
            var entry = new LinkedHashMap<String, Object>();
            entry.put("id", each);
            entry.put(kind.field, each);
            entry.put("roles", new ArrayList<>(held));
            list.add(entry);
        });
        return list;
    }

    private void collect(Principals principals, String role, TreeMap<String, List<Object>> byName) {
        boolean wanted = roles.isEmpty()
                || roles.stream()
                        .anyMatch(
                                each -> role.equals(Roles.USERS) ? Roles.isUsers(each) : Roles.isAdministrators(each));
        if (wanted) {
            kind.of.apply(principals).stream()
                    .filter(each -> each.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT)))
                    .forEach(each -> byName.computeIfAbsent(each, key -> new ArrayList<>())
                            .add(role));
        }
    }
}
