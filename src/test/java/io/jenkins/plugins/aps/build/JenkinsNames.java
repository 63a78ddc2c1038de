package io.jenkins.plugins.aps.build;

import java.util.List;

/** Which packages are Jenkins's, its core libraries' or its plugins', so that none of their classes may be in our package. */
final class JenkinsNames {
    private static final List<String> PREFIXES = List.of(
            "hudson/",
            "jenkins/",
            "org/jenkinsci/",
            "org/kohsuke/stapler/",
            "com/cloudbees/",
            "org/jvnet/localizer/",
            "org/springframework/",
            "net/sf/json/");

    private JenkinsNames() {}

    static boolean isJenkins(String internalName) {
        return PREFIXES.stream().anyMatch(internalName::startsWith);
    }
}
