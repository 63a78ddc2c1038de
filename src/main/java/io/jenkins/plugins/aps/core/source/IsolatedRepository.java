package io.jenkins.plugins.aps.core.source;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.transport.PackParser;
import org.eclipse.jgit.util.FS;

/**
 * A bare repository that sees its own configuration only.
 *
 * <p>JGit lays a repository's configuration over that of the user and of the system, where {@code url.insteadOf}, {@code
 * http.extraHeader}, {@code http.sslVerify} or a cookie file would change whom we speak to and as whom. Replacing the
 * system reader would do it for every user of JGit in the process, in Jenkins for other plugins too.
 *
 * <p>It takes no object of more than {@link #LARGEST_OBJECT} bytes: JGit puts objects together in memory, and a few
 * kilobytes that were sent can unfold to gigabytes.
 */
final class IsolatedRepository extends FileRepository {
    /** In bytes; fifty times what a project's file may have. */
    static final int LARGEST_OBJECT = 50_000_000;

    private final FileBasedConfig own;

    IsolatedRepository(File folder) throws IOException {
        super(folder);
        own = new FileBasedConfig(null, new File(folder, "config"), FS.DETECTED);
        load();
    }

    @Override
    public FileBasedConfig getConfig() {
        return own == null ? super.getConfig() : own;
    }

    @Override
    public ObjectInserter newObjectInserter() {
        var inserter = super.newObjectInserter();
        return new ObjectInserter.Filter() {
            @Override
            protected ObjectInserter delegate() {
                return inserter;
            }

            @Override
            public PackParser newPackParser(InputStream in) throws IOException {
                var parser = super.newPackParser(in);
                parser.setMaxObjectSizeLimit(LARGEST_OBJECT);
                return parser;
            }
        };
    }

    private void load() throws IOException {
        try {
            own.load();
            // Housekeeping in the background would go on in a folder that has been moved or let go of.
            own.setBoolean("gc", null, "autoDetach", false);
        } catch (ConfigInvalidException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
