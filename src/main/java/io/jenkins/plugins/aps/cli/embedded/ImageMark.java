package io.jenkins.plugins.aps.cli.embedded;

/** How a container fares here, by what its image's name contains. Whatever contains none of these marks runs. */
public enum ImageMark {
    /** {@code does-not-exist} or {@code :missing}: {@code ErrImagePull}, then {@code ImagePullBackOff}. */
    NOT_FOUND,
    /** {@code crash}: exits with code 1 over and over, {@code CrashLoopBackOff}, with a log. */
    CRASH,
    /** {@code oom}: is killed for its memory over and over, exit code 137, {@code CrashLoopBackOff}, with a log. */
    OUT_OF_MEMORY,
    /** {@code slow}: becomes ready, twenty times as late as others. */
    SLOW,
    /** {@code unschedulable}: no node has room for the pod. */
    UNSCHEDULABLE,
    /** {@code never-ends}: runs, and does not end when it is asked to: only {@code gracePeriodSeconds=0} removes it. */
    NEVER_ENDS,
    /** All others. */
    NONE;

    static ImageMark of(String image) {
        if (image.contains("does-not-exist") || image.contains(":missing")) {
            return NOT_FOUND;
        }
        if (image.contains("crash")) {
            return CRASH;
        }
        if (image.contains("oom")) {
            return OUT_OF_MEMORY;
        }
        if (image.contains("unschedulable")) {
            return UNSCHEDULABLE;
        }
        if (image.contains("never-ends")) {
            return NEVER_ENDS;
        }
        return image.contains("slow") ? SLOW : NONE;
    }
}
