package io.jenkins.plugins.aps.controlplane;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which rights requests need, as {@code verb group/resource}, with a subresource where there is one. */
final class Used {
    private static final String BINDING = "rbac.authorization.k8s.io/";

    private Used() {}

    static Set<String> of(List<String> requests) {
        var used = new TreeSet<String>();
        requests.forEach(request -> add(request, used));
        return used;
    }

    private static void add(String request, Set<String> used) {
        var method = request.substring(0, request.indexOf(' '));
        var target = request.substring(method.length() + 1);
        var query = target.contains("?") ? target.substring(target.indexOf('?')) : "";
        var path = new ArrayList<>(
                Arrays.asList(target.replaceFirst("\\?.*", "").substring(1).split("/")));
        var core = path.remove(0).equals("api");
        if (path.size() < (core ? 2 : 3)) {
            return;
        }
        var group = core ? "" : path.remove(0);
        path.remove(0);
        if (path.get(0).equals("namespaces") && path.size() > 2 && !path.get(2).equals("finalize")) {
            path.subList(0, 2).clear();
        }
        var resource = group + "/" + path.get(0) + (path.size() > 2 ? "/" + path.get(2) : "");
        var named = path.size() > 1;
        switch (method) {
            case "GET" -> {
                var verb = named ? "get" : query.contains("watch=true") ? "watch" : "list";
                used.add(verb + " " + resource);
                // What is granted for all kinds at once.
                used.add(verb + " */*");
            }
            case "POST" -> used.add("create " + resource);
            case "PUT" -> used.add("update " + resource);
            case "DELETE" -> used.add("delete " + resource);
            case "PATCH" -> {
                used.add("patch " + resource);
                if (query.contains("force=")) {
                    // Server-side apply makes what is not there.
                    used.add("create " + resource);
                }
            }
            default -> throw new IllegalArgumentException(request);
        }
        if (used.contains("patch " + BINDING + "rolebindings")) {
            // No request names it: it is asked for when a RoleBinding is written.
            used.add("bind " + BINDING + "clusterroles");
        }
    }
}
