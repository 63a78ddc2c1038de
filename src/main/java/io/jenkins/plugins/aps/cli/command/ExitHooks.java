package io.jenkins.plugins.aps.cli.command;

/** What runs when the process is asked to end: by Ctrl-C, or by the one who started it. */
public interface ExitHooks {
    void add(Thread hook);

    void remove(Thread hook);

    /** Those of this process. */
    static ExitHooks ofThisProcess() {
        return new ExitHooks() {
            @Override
            public void add(Thread hook) {
                Runtime.getRuntime().addShutdownHook(hook);
            }

            @Override
            public void remove(Thread hook) {
                try {
                    Runtime.getRuntime().removeShutdownHook(hook);
                } catch (IllegalStateException e) {
                    // The process is ending: the hook runs or has run.
                }
            }
        };
    }
}
