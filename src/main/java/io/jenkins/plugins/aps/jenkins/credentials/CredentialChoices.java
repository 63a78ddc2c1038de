package io.jenkins.plugins.aps.jenkins.credentials;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Which kinds of credentials a field offers. Who calls has checked that the list may be seen. */
public enum CredentialChoices {
    CLUSTER(FileCredentials.class, StringCredentials.class),
    REPOSITORY(StandardUsernamePasswordCredentials.class, SSHUserPrivateKey.class),
    VARIABLE(StringCredentials.class, StandardUsernamePasswordCredentials.class);

    private final List<Class<? extends StandardCredentials>> types;

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    CredentialChoices(Class<? extends StandardCredentials>... types) {
        this.types = List.of(types);
    }

    /** Those of an item and what is above it; those of the instance where it is null. */
    public ListBoxModel offer(Item item, String currentValue) {
        var model = new StandardListBoxModel().includeEmptyValue();
        var listed = item == null
                ? model.includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), StandardCredentials.class, List.of(), matcher())
                : model.includeMatchingAs(ACL.SYSTEM2, item, StandardCredentials.class, List.of(), matcher());
        return listed.includeCurrentValue(currentValue == null ? "" : currentValue);
    }

    public static ListBoxModel onlyCurrent(String currentValue) {
        return new StandardListBoxModel().includeCurrentValue(currentValue == null ? "" : currentValue);
    }

    private CredentialsMatcher matcher() {
        return CredentialsMatchers.anyOf(
                types.stream().map(CredentialsMatchers::instanceOf).toArray(CredentialsMatcher[]::new));
    }
}
