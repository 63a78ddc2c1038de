package io.jenkins.plugins.aps.cli.input;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what is wrong with the options, so that all of it can be told at once. Not safe for threads. */
public final class InputProblems {
    /** Far more than a descriptor, a key or a kubeconfig ever is. */
    private static final long LARGEST = 5 * 1024 * 1024;

    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> mistyped = new HashSet<>();

    public void add(String option, String message) {
        add(new Problem(option, message));
    }

    /** Found elsewhere. */
    public void add(Problem problem) {
        if (!mistyped.contains(problem.where())) {
            problems.add(problem);
        }
    }

    /** An option that was most likely meant by one that there isn't: that is told already, so that it isn't missing too. */
    public void meant(String option) {
        mistyped.add(option);
    }

    /** Adds the problem, where there is one. */
    public void add(String option, Optional<String> message) {
        message.ifPresent(text -> add(option, text));
    }

    /** The text of a file; the empty string and a problem where it can't be had. */
    public String read(String option, Path file) {
        try {
            if (Files.isDirectory(file)) {
                add(option, file + " is a folder: name a file");
            } else if (Files.isRegularFile(file) && Files.size(file) > LARGEST) {
                add(option, file + " is larger than 5 MiB: it can't be what is meant");
            } else {
                // Not only regular files: process substitution of a shell gives a pipe.
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                        .toString();
            }
        } catch (NoSuchFileException e) {
            add(option, "there is no file " + file);
        } catch (CharacterCodingException e) {
            add(option, file + " is not text in UTF-8");
        } catch (IOException e) {
            add(option, "can't read " + file + " (" + e.getClass().getSimpleName() + "): check that you may read it");
        }
        return "";
    }

    /** Whether something is wrong with one of these options. */
    public boolean has(String... options) {
        return problems.stream().anyMatch(each -> List.of(options).contains(each.where()));
    }

    public List<Problem> list() {
        return List.copyOf(problems);
    }

    /** @throws ApsException {@code invalidRequest}, if there is any problem */
    public void check() {
        if (!problems.isEmpty()) {
            throw new ApsException(
                    ErrorCode.INVALID_REQUEST,
                    problems.size() == 1
                            ? "The command can't be run as it was typed."
                            : problems.size() + " things keep the command from being run.",
                    problems);
        }
    }
}
