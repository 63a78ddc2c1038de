package io.jenkins.plugins.aps.jenkins;

import hudson.util.ClassLoaderSanityThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few threads for what steps do that blocks: looking users and credentials up, reading a status. Nobody waits here
 * for a deployment: that is told by its future.
 */
final class ApsThreads {
    private static final int THREADS = 8;
    private static final long IDLE_SECONDS = 30;

    /** Made when the first step needs it. */
    static final Executor POOL = pool();

    private ApsThreads() {}

    /** A thread made while a step runs would keep that pipeline's class loader alive: these don't. */
    static ThreadFactory factory(String name) {
        return new NamingThreadFactory(new ClassLoaderSanityThreadFactory(ApsThreads::daemon), name);
    }

    private static Executor pool() {
        var pool = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory("APS Deployer"));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }
}
