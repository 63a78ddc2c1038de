package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Objects;
import java.util.stream.Collectors;

/** What would be lost if an object were deleted and made anew because a field of it can't be changed. Pure. */
final class AtStake {
    private AtStake() {}

    static String of(HasMetadata live) {
        var named = live.getKind().toLowerCase(java.util.Locale.ROOT) + " "
                + live.getMetadata().getName() + " -n " + live.getMetadata().getNamespace();
        if (live instanceof PersistentVolumeClaim) {
            return "A claim is never made anew by the deployer: the data of its volume would be lost";
        }
        if (live instanceof StatefulSet set) {
            var claims = set.getSpec().getTemplate().getSpec().getVolumes().stream()
                    .map(Volume::getPersistentVolumeClaim)
                    .filter(Objects::nonNull)
                    .map(claim -> "PersistentVolumeClaim/" + claim.getClaimName())
                    .collect(Collectors.joining(", "));
            return "Its pods hold " + (claims.isEmpty() ? "no claim" : "data in " + claims)
                    + "; it can be made anew without them (kubectl delete " + named
                    + ", claims stay), but is down meanwhile";
        }
        return "It holds no data: delete it (kubectl delete " + named + "), and the next deployment makes it anew";
    }
}
