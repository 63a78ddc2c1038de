package io.jenkins.plugins.aps.core.api;

import io.jenkins.plugins.aps.core.cluster.RecordStore.Kept;
import io.jenkins.plugins.aps.core.model.ApplyOptions;
import io.jenkins.plugins.aps.core.model.ClusterSettings;
import io.jenkins.plugins.aps.core.model.GatewayUrl;
import java.util.List;
import java.util.Optional;

/**
 * Where applications are reached from: what is asked for, what is set, what is recorded, in this order.
 *
 * @param none whether no gateway is asked for
 * @param set that of the cluster's settings; empty: none is set
 */
record Gateway(boolean none, String set) {
    /**
     * Where a version is reached from.
     *
     * @param url empty: nowhere
     * @param notes what whoever asked should know of it
     */
    record Choice(String url, List<String> notes) {}

    static Gateway of(ClusterSettings settings, ApplyOptions options) {
        return new Gateway(options.noGateway(), settings.gatewayUrl());
    }

    /** Whether what is recorded does not matter. */
    boolean isSaid() {
        return none || !set.isEmpty();
    }

    /** Where it is reached from that is recorded there, if anywhere. */
    Choice given(Optional<String> recorded) {
        if (none) {
            return new Choice("", List.of());
        }
        return set.isEmpty() ? safe("recorded", recorded.orElse("")) : safe("configured", set);
    }

    /** The same, but what is recorded comes first: a version as it was. */
    Choice recorded(Kept kept) {
        return kept.gateway().map(url -> safe("recorded", url)).orElseGet(() -> given(Optional.empty()));
    }

    private static Choice safe(String which, String url) {
        var safe = GatewayUrl.safe(url);
        if (safe.isEmpty() && !url.isEmpty()) {
            return new Choice(
                    "",
                    List.of("The " + which
                            + " gateway URL is no http or https address of a host, so that there is no gateway:"
                            + " no addresses are told, and no login is there. Correct it"));
        }
        return new Choice(
                safe,
                safe.equals(url.replaceFirst("/+$", ""))
                        ? List.of()
                        : List.of("The " + which + " gateway URL holds more than an address: only " + safe
                                + " of it is taken. Correct it"));
    }
}
