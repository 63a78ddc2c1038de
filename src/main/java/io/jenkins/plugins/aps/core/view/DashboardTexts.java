package io.jenkins.plugins.aps.core.view;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The texts of the dashboard in one language: what {@code Dashboard.properties} beside this class says, and the file of
 * that language where it says more. Immutable.
 */
public final class DashboardTexts {
    /** Those that there are files for; English is the one without a name. A test holds them against the files. */
    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH);

    private static final String BUNDLE = DashboardTexts.class.getPackageName() + ".Dashboard";
    /** Not the language of the process either: it is not that of whoever looks. */
    private static final Control NO_OTHER = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    private static final Map<Locale, DashboardTexts> READ = new ConcurrentHashMap<>();

    private final Locale language;
    private final TreeMap<String, String> texts = new TreeMap<>();
    private final String json;

    private DashboardTexts(Locale language) {
        this.language = language;
        var bundle = ResourceBundle.getBundle(BUNDLE, language, DashboardTexts.class.getClassLoader(), NO_OTHER);
        bundle.keySet().forEach(key -> texts.put(key, bundle.getString(key)));
        json = ViewJson.line(texts);
    }

    /**
     * In the best language that there is.
     *
     * @param wanted as in the header {@code Accept-Language}; English where it is empty, unknown or nonsense
     */
    public static DashboardTexts of(String wanted) {
        return READ.computeIfAbsent(best(wanted), DashboardTexts::new);
    }

    private static Locale best(String wanted) {
        try {
            var found = Locale.lookup(LanguageRange.parse(wanted), LANGUAGES);
            return found == null ? Locale.ENGLISH : found;
        } catch (IllegalArgumentException e) {
            return Locale.ENGLISH;
        }
    }

    /** For the attribute {@code lang} of the page. */
    public String language() {
        return language.toLanguageTag();
    }

    /** One text. */
    public String get(String key) {
        return texts.get(key);
    }

    /** All of them, by key, as one JSON object. */
    public String json() {
        return json;
    }
}
