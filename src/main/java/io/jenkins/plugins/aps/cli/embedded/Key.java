package io.jenkins.plugins.aps.cli.embedded;

/** Names one object; {@code namespace} is empty for one that is in none. */
record Key(ResourceType type, String namespace, String name) {

    /** An object beside this one. */
    Key sibling(ResourceType other, String otherName) {
        return new Key(other, namespace, otherName);
    }
}
