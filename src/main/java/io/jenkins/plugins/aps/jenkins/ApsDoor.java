package io.jenkins.plugins.aps.jenkins;

import hudson.Extension;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.aps.core.api.Aps;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ApsSettings;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.jenkins.config.Settings;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * The one way to the core: holds the {@link Aps} that was built from the current configuration.
 *
 * <p>Saved configuration takes effect with the next {@link #enter}; what runs keeps the one that it was begun with,
 * which is closed when the last to use it leaves. Shutting down lets go of everything that runs: it stays recorded as
 * unfinished, and its step enters it again after the start. Safe for many threads.
 */
@Extension
public final class ApsDoor extends ItemListener {
    private final Function<ApsSettings, Aps> opener;

    private final Set<Shared> all = new HashSet<>();
    private Shared open;
    private int opened;
    private boolean shutDown;

    public ApsDoor() {
        this(Core::open);
    }

    /** With another core, for a test. */
    ApsDoor(Function<ApsSettings, Aps> opener) {
        this.opener = opener;
    }

    /** Leave must be called once what was begun has ended. */
    public synchronized Visit enter() {
        if (shutDown) {
            throw new ApsException(ErrorCode.UNREACHABLE, "Jenkins is shutting down");
        }
        if (open == null) {
            open = new Shared(opener.apply(Settings.of(JenkinsFacade.get(), opened)));
            all.add(open);
            opened++;
        }
        open.users++;
        return new Visit(this, open);
    }

    /** The configuration is another one. */
    public synchronized void configurationChanged() {
        var before = open;
        open = null;
        if (before != null) {
            closeIfUnused(before);
        }
    }

    @Override
    public synchronized void onBeforeShutdown() {
        shutDown = true;
        all.forEach(shared -> shared.aps.close());
        all.clear();
        open = null;
    }

    synchronized boolean isShutDown() {
        return shutDown;
    }

    private synchronized void leave(Shared shared) {
        shared.users--;
        closeIfUnused(shared);
    }

    private void closeIfUnused(Shared shared) {
        if (shared != open && shared.users == 0 && all.remove(shared)) {
            shared.aps.close();
        }
    }

    /** One built core and how many use it. Guarded by the door. */
    private static final class Shared {
        private final Aps aps;
        private int users;

        private Shared(Aps aps) {
            this.aps = aps;
        }
    }

    /** The use of the core by one step or page, from {@link ApsDoor#enter} to {@link #close}. */
    public static final class Visit implements AutoCloseable {
        private final ApsDoor door;
        private final Shared shared;
        private boolean left;

        private Visit(ApsDoor door, Shared shared) {
            this.door = door;
            this.shared = shared;
        }

        public Aps aps() {
            return shared.aps;
        }

        /** Whether Jenkins shuts down: how an operation ends from then on says nothing about it. */
        public boolean interrupted() {
            return door.isShutDown();
        }

        /** May be called twice. */
        @Override
        public void close() {
            synchronized (this) {
                if (left) {
                    return;
                }
                left = true;
            }
            door.leave(shared);
        }
    }
}
