package io.jenkins.plugins.aps.core.model;

/**
 * A tag that was most likely meant as a release, and is none.
 *
 * @param tag its name
 * @param project that it names; empty: none, or none for sure
 * @param version that it names; 0: none
 * @param reason why it is no release, and what to do: the end of a sentence that begins with the tag
 */
public record IgnoredTag(String tag, String project, int version, String reason) {
    @Override
    public String toString() {
        return "the tag '" + tag + "' is no release: " + reason;
    }
}
