package io.jenkins.plugins.aps.core.catalog;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Catalog;
import io.jenkins.plugins.aps.core.model.CatalogSettings;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ProxyChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The platform versions that can be deployed. Which there are never changes; safe for many threads. */
public final class Catalogs {
    /** Files in the jar, {@code <name>.yaml}. */
    private static final List<String> BUILT_IN = List.of("activiti-7");

    private final Map<String, Entry> byVersion;

    private Catalogs(Map<String, Entry> byVersion) {
        this.byVersion = byVersion;
    }

    /** Those that we ship; read anew at each call. */
    public static Catalogs builtIn() {
        return of(BUILT_IN.stream()
                .map(name -> CatalogReader.read(name + ".yaml", resource(name + ".yaml")))
                .toArray(Catalog[]::new));
    }

    /** Others than those that we ship. */
    public static Catalogs of(Catalog... catalogs) {
        var byVersion = new TreeMap<String, Entry>();
        for (var catalog : catalogs) {
            byVersion.put(catalog.version(), new Entry(() -> catalog, () -> catalog));
        }
        return new Catalogs(byVersion);
    }

    /**
     * These and those of a configuration, which win. They are read when they are wanted: one that can't be read is told to
     * who wants it, and takes none of the others away.
     */
    public Catalogs with(List<CatalogSettings> configured, ProxyChoice proxies) {
        return with(configured, url -> CatalogDownload.get(url, proxies), System::nanoTime);
    }

    Catalogs with(
            List<CatalogSettings> configured,
            Function<String, CompletableFuture<String>> download,
            LongSupplier nanoTime) {
        var all = new TreeMap<>(byVersion);
        for (var each : configured) {
            var catalog = new ConfiguredCatalog(each, download, nanoTime);
            all.put(each.name(), new Entry(catalog::get, catalog::last));
        }
        return new Catalogs(all);
    }

    /**
     * A catalog's file.
     *
     * @param name of the file, for errors
     * @param yaml its text
     * @throws ApsException {@code internal} if it is none
     */
    public static Catalog read(String name, String yaml) {
        return CatalogReader.read(name, yaml);
    }

    /**
     * A platform version. Waits where it is configured with an address and was not read yet: some seconds at most.
     *
     * @throws ApsException {@code notFound}, naming those that exist; {@code failed} or {@code unreachable}, if it is configured
     *     and can't be used
     */
    public Catalog get(String version) {
        return entry(version).read().get();
    }

    /**
     * The same as it was read last, without ever waiting: for who answers many.
     *
     * @throws ApsException as {@link #get}; also {@code unreachable}, while it is being read for the first time
     */
    public Catalog last(String version) {
        return entry(version).last().get();
    }

    private Entry entry(String version) {
        var entry = byVersion.get(version);
        if (entry == null) {
            throw new ApsException(
                    ErrorCode.NOT_FOUND,
                    "There is no catalog '" + version + "'; there is: " + String.join(", ", byVersion.keySet()));
        }
        return entry;
    }

    /** Their names, sorted. */
    public List<String> names() {
        return List.copyOf(byVersion.keySet());
    }

    /** All of a catalog as one line of JSON, always the same for the same catalog, to be kept with a version. */
    public static String toJson(Catalog catalog) {
        return CatalogReader.json(catalog);
    }

    /**
     * What {@link #toJson} wrote.
     *
     * @throws ApsException {@code internal} if it is something else
     */
    public static Catalog fromJson(String json) {
        return CatalogReader.fromJson(json);
    }

    private static String resource(String file) {
        try (var in = Catalogs.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The catalog " + file + " is missing in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One platform version.
     *
     * @param read waits where nothing is known yet
     * @param last never waits
     */
    private record Entry(Supplier<Catalog> read, Supplier<Catalog> last) {}
}
