package io.jenkins.plugins.aps.acceptance;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.lib.PersonIdent;

/** A Git repository on loopback, over HTTP, with a sample project of two releases. */
public final class GitServer implements AutoCloseable {
    private final Path bare;
    private final Path work;
    private final Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    public GitServer(Path folder) throws Exception {
        bare = folder.resolve("models.git");
        work = folder.resolve("models");
        try (var git =
                Git.init().setDirectory(work.toFile()).setInitialBranch("main").call()) {
            release(git, work, "1");
            release(git, work, "2");
        }
        Git.cloneRepository()
                .setBare(true)
                .setMirror(true)
                .setURI(work.toUri().toString())
                .setDirectory(bare.toFile())
                .call()
                .close();
        var servlet = new GitServlet();
        servlet.setRepositoryResolver((request, name) -> {
            try {
                return Git.open(bare.toFile()).getRepository();
            } catch (java.io.IOException e) {
                throw new org.eclipse.jgit.errors.RepositoryNotFoundException(name, e);
            }
        });
        var context = new ServletContextHandler();
        context.addServlet(new ServletHolder(servlet), "/git/*");
        server.setHandler(context);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort() + "/git/models.git";
    }

    /** Releases the project once more, without its connector erp: its process calls the other one instead. */
    public void releaseWithoutErp(String version) throws Exception {
        var process = work.resolve("holiday/processes/request.bpmn20.xml");
        Files.writeString(process, Files.readString(process).replace("erp.BOOK", "email.SEND"));
        try (var git = Git.open(work.toFile())) {
            git.rm().addFilepattern("holiday/connectors/erp.json").call();
            git.rm().addFilepattern("holiday/processes/request-extensions.json").call();
            git.add().addFilepattern("holiday/processes").call();
            commit(git, version, "Modeler", "Release " + version + " of holiday");
            push(git);
        }
    }

    /** Releases the project as it is once more. */
    public void release(String version, String by, String comment) throws Exception {
        try (var git = Git.open(work.toFile())) {
            commit(git, version, by, comment);
            push(git);
        }
    }

    private void push(Git git) throws Exception {
        git.push().setRemote(bare.toUri().toString()).setPushAll().setPushTags().call();
    }

    private static void release(Git git, Path work, String version) throws Exception {
        for (var file : Resources.PROJECT) {
            var target = work.resolve(file);
            java.nio.file.Files.createDirectories(target.getParent());
            java.nio.file.Files.writeString(
                    target, Resources.text("project/" + file).replace("@VERSION@", version));
        }
        git.add().addFilepattern(".").call();
        commit(git, version, "Modeler", "Release " + version + " of holiday");
    }

    private static void commit(Git git, String version, String by, String comment) throws Exception {
        var who = new PersonIdent(by, "modeler@example.org");
        git.commit()
                .setMessage("Release " + version)
                .setAuthor(who)
                .setCommitter(who)
                .setSign(false)
                .call();
        git.tag()
                .setName("holiday/" + version)
                .setMessage(comment)
                .setTagger(who)
                .setAnnotated(true)
                .setSigned(false)
                .call();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
