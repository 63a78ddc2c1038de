package io.jenkins.plugins.aps.benchmark;

import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.api.ApsCore;
import io.jenkins.plugins.aps.core.event.DeployListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** Our deployer, by its front door, with all that it does: release, checks, plan, record, waves, result. */
final class Ours implements Side {
    private final Sample sample;
    private final Aps aps;
    private final Requests requests = new Requests();

    Ours(Sample sample, String kubeconfig) {
        this.sample = sample;
        aps = ApsCore.open(sample.settings(kubeconfig), sample.catalogs());
    }

    @Override
    public void deploy(List<String> applications, int atOnce) throws Exception {
        requests.begin();
        var places = new Semaphore(atOnce);
        var failure = new AtomicReference<Throwable>();
        var all = new CompletableFuture<?>[applications.size()];
        for (int i = 0; i < all.length; i++) {
            places.acquire();
            all[i] = aps.deploy(sample.request(applications.get(i)), DeployListener.SILENT)
                    .result()
                    .whenComplete((instance, error) -> {
                        failure.compareAndSet(null, error);
                        places.release();
                    });
        }
        CompletableFuture.allOf(all).handle((nothing, error) -> null).join();
        if (failure.get() != null) {
            throw new IllegalStateException("a deployment failed", failure.get());
        }
    }

    @Override
    public Map<String, Integer> requests() {
        return requests.counted();
    }

    Aps aps() {
        return aps;
    }

    @Override
    public void close() {
        aps.close();
    }
}
