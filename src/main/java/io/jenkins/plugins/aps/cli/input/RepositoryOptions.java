package io.jenkins.plugins.aps.cli.input;

import io.jenkins.plugins.aps.core.model.GitCredential;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import io.jenkins.plugins.aps.core.model.SecretValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which Git repository, and how to prove who one is there. */
public final class RepositoryOptions {
    /** How requests name the one that there is. */
    public static final String NAME = "default";
    /** {@code user@host:path}. */
    private static final String SCP = "[^/\\\\:]+@[^/\\\\:]+:.+";

    @Option(
            names = "--repository",
            paramLabel = "URL",
            description =
                    "Git repository of the models: https, http, ssh or user@host:path, or the path of a local one.")
    private String repository = "";

    @Option(
            names = "--branch",
            paramLabel = "NAME",
            description = "Its release branch. Default: the repository's own default branch.")
    private String branch = "";

    @Option(names = "--git-user", paramLabel = "NAME", description = "User name at the repository.")
    private String user = "";

    @Option(
            names = "--git-password-file",
            paramLabel = "FILE",
            description = "File with the password or token; with --git-key, the passphrase of the key.")
    private String passwordFile = "";

    @Option(names = "--git-key", paramLabel = "FILE", description = "File with the private key, for ssh.")
    private String key = "";

    @Option(
            names = "--git-known-hosts",
            paramLabel = "FILE",
            description = "Hosts that ssh trusts; others are refused. Default: ~/.ssh/known_hosts.")
    private String knownHosts = "";

    /** Whether any repository is named. */
    public boolean isGiven() {
        return !repository.isBlank();
    }

    /** Whether nothing is said of one. */
    public boolean isEmpty() {
        return (repository + branch + user + passwordFile + key + knownHosts).isEmpty();
    }

    /** An exported zip, as a repository of its one release. */
    public static RepositorySettings archive(Path zip) {
        return new RepositorySettings(
                NAME,
                zip.toString(),
                GitCredential.Anonymous::new,
                "",
                RepositorySettings.DEFAULT_TAG_PATTERN,
                "**",
                true);
    }

    /** The settings; what is wrong is added to {@code problems}. */
    public RepositorySettings settings(Environment environment, InputProblems problems) {
        var url = url(environment, problems);
        var credential = credential(environment, problems);
        return new RepositorySettings(
                NAME, url, credential, branch, RepositorySettings.DEFAULT_TAG_PATTERN, "**", true);
    }

    private String url(Environment environment, InputProblems problems) {
        if (repository.isBlank()) {
            problems.add("--repository", "say which Git repository holds the project: a URL or a local path");
            return repository;
        }
        if (repository.contains("://") || repository.matches(SCP)) {
            if (repository.matches("https?://[^/@]*:[^/@]*@.*")) {
                problems.add(
                        "--repository",
                        "the URL holds a password: leave it out and use --git-user with --git-password-file");
            }
            return repository;
        }
        var path = environment.path(repository);
        if (!Files.isDirectory(path)) {
            problems.add("--repository", "there is no folder " + path + ", and '" + repository + "' is no URL");
        } else if (!isRepository(path)) {
            problems.add("--repository", "the folder " + path + " is no Git repository" + above(path));
        }
        return path.toString();
    }

    private static boolean isRepository(Path folder) {
        // A worktree has a file of that name; a bare repository has no such folder.
        return Files.exists(folder.resolve(".git"))
                || Files.exists(folder.resolve("HEAD")) && Files.isDirectory(folder.resolve("objects"));
    }

    /** Who is inside of one has most likely named a folder of projects. */
    private static String above(Path folder) {
        return Stream.iterate(folder.getParent(), above -> above != null, Path::getParent)
                .filter(RepositoryOptions::isRepository)
                .findFirst()
                .map(above -> "; it is inside of one: name that, " + above)
                .orElse("");
    }

    private Supplier<GitCredential> credential(Environment environment, InputProblems problems) {
        if (!key.isEmpty()) {
            var hosts = knownHosts.isEmpty()
                    ? environment.home().resolve(".ssh").resolve("known_hosts")
                    : environment.path(knownHosts);
            ssh(environment, hosts, problems);
            return () -> checked(found -> ssh(environment, hosts, found));
        }
        if (repository.startsWith("ssh://") || repository.matches(SCP)) {
            problems.add("--git-key", "is missing: a repository that is reached by SSH needs a private key");
        }
        if (!knownHosts.isEmpty()) {
            problems.add("--git-known-hosts", "is for ssh and needs --git-key");
        }
        if (user.isEmpty() != passwordFile.isEmpty()) {
            problems.add(
                    user.isEmpty() ? "--git-user" : "--git-password-file",
                    "is missing: --git-user and --git-password-file go together");
            return GitCredential.Anonymous::new;
        }
        if (user.isEmpty()) {
            return GitCredential.Anonymous::new;
        }
        password(environment, problems);
        return () -> checked(found -> password(environment, found));
    }

    private GitCredential password(Environment environment, InputProblems problems) {
        return new GitCredential.UserPassword(user, secret(environment.path(passwordFile), problems));
    }

    private GitCredential ssh(Environment environment, Path hosts, InputProblems problems) {
        var passphrase =
                passwordFile.isEmpty() ? new SecretValue("") : secret(environment.path(passwordFile), problems);
        return new GitCredential.SshKey(
                user,
                new SecretValue(problems.read("--git-key", environment.path(key))),
                passphrase,
                problems.read("--git-known-hosts", hosts));
    }

    private static SecretValue secret(Path file, InputProblems problems) {
        return new SecretValue(SecretFile.strip(problems.read("--git-password-file", file)));
    }

    /** Read anew for each connection, so that a changed file is noticed. */
    private static GitCredential checked(Function<InputProblems, GitCredential> read) {
        var problems = new InputProblems();
        var credential = read.apply(problems);
        problems.check();
        return credential;
    }
}
