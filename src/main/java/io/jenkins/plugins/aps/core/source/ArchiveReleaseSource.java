package io.jenkins.plugins.aps.core.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.OneLine;
import io.jenkins.plugins.aps.core.model.Release;
import io.jenkins.plugins.aps.core.model.RepositorySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;

/**
 * The one release in an exported zip: {@code descriptor.json} tells which it is, the folder of the project's name holds its
 * files. Nothing is asked of any repository; which commit it is, is taken from the descriptor, and told as its word.
 */
public final class ArchiveReleaseSource implements ReleaseSource {
    /** More than a project can have. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private static final int MOST_ENTRIES = 10_000;
    private static final String DESCRIPTOR = "descriptor.json";
    private static final JsonFactory JSON = new JsonFactory();

    private final RepositorySettings settings;
    private Archive archive;

    /** Looks at the settings only; the file is read when it is first asked for. */
    public ArchiveReleaseSource(RepositorySettings settings) {
        this.settings = settings;
    }

    /** Whether the settings name a file of this machine, and not a repository. */
    public static boolean isArchive(RepositorySettings settings) {
        try {
            return settings.localAllowed()
                    && !settings.url().contains("://")
                    && Files.isRegularFile(Path.of(settings.url()));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private record Archive(Release release, Map<String, byte[]> files) {}

    @Override
    public List<Release> releases(boolean refresh) {
        return List.of(archive().release());
    }

    @Override
    public Release find(String project, String version) {
        var release = archive().release();
        if (!release.project().equals(project)
                || !version.equalsIgnoreCase("latest") && !version.equals(String.valueOf(release.version()))) {
            throw new ApsException(
                    ErrorCode.NOT_FOUND,
                    settings.url() + " holds release " + release.id() + " and no other: release " + project + "/"
                            + version + " is in its Git repository");
        }
        return release;
    }

    @Override
    public ProjectFiles files(Release release) {
        var files = archive().files();
        return new ProjectFiles() {
            @Override
            public List<Entry> list() {
                return files.entrySet().stream()
                        .map(each -> new Entry(each.getKey(), each.getValue().length, Kind.FILE))
                        .toList();
            }

            @Override
            public byte[] read(Entry entry) {
                var content = files.get(entry.path());
                if (content == null) {
                    throw new IllegalArgumentException(entry.path() + " is no file of it");
                }
                return content.clone();
            }
        };
    }

    @Override
    public List<String> notes(Release release) {
        return release.commit().isEmpty()
                ? List.of()
                : List.of("the release is of commit " + OneLine.of(release.commit(), 100) + " as the file "
                        + settings.url() + " says; this was not checked against any repository");
    }

    private synchronized Archive archive() {
        if (archive == null) {
            archive = read();
        }
        return archive;
    }

    private Archive read() {
        var path = Path.of(settings.url());
        try {
            var all = unzipped(path);
            var descriptor = all.remove(DESCRIPTOR);
            if (descriptor == null) {
                throw invalid("it has no " + DESCRIPTOR + " at its root");
            }
            var told = fields(descriptor);
            var project = told.getOrDefault("projectName", "");
            var version = told.getOrDefault("releaseVersion", "");
            if (project.isEmpty() || !version.matches("[1-9][0-9]{0,8}")) {
                throw invalid("its " + DESCRIPTOR + " does not say 'projectName' and 'releaseVersion'");
            }
            var folder = project + "/";
            var files = new LinkedHashMap<String, byte[]>();
            all.entrySet().stream()
                    .filter(each -> each.getKey().startsWith(folder))
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(each -> files.put(each.getKey().substring(folder.length()), each.getValue()));
            if (files.isEmpty()) {
                throw invalid("it has no folder '" + project
                        + "' with the project's files: give --repository, or export" + " it again");
            }
            var release = new Release(
                    settings.name(),
                    project,
                    Integer.parseInt(version),
                    "",
                    Instant.ofEpochMilli(Files.getLastModifiedTime(path).toMillis()),
                    "",
                    true,
                    told.getOrDefault("commit", ""),
                    project,
                    "none");
            return new Archive(release, files);
        } catch (IOException | IllegalArgumentException e) {
            throw invalid("it is no zip that can be read");
        }
    }

    private Map<String, byte[]> unzipped(Path path) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        try (var in = new ZipInputStream(Files.newInputStream(path))) {
            var left = MOST_BYTES;
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var content = in.readNBytes(left + 1);
                left -= content.length;
                if (left < 0 || files.size() >= MOST_ENTRIES) {
                    throw new IOException("it is larger than a project can be");
                }
                if (!entry.isDirectory() && files.put(entry.getName(), content) != null) {
                    throw invalid(
                            "it holds the file '" + OneLine.of(entry.getName(), 100) + "' twice: export it again");
                }
            }
        }
        return files;
    }

    /** The texts and numbers at the top of a JSON object. */
    private static Map<String, String> fields(byte[] json) throws IOException {
        var fields = new LinkedHashMap<String, String>();
        try (var parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return fields;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                if (parser.nextToken().isScalarValue()) {
                    fields.put(name, parser.getText());
                }
                parser.skipChildren();
            }
        }
        return fields;
    }

    private ApsException invalid(String why) {
        return new ApsException(ErrorCode.INVALID_REQUEST, settings.url() + " can't be deployed: " + why);
    }
}
