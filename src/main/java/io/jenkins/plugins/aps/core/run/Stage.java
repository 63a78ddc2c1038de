package io.jenkins.plugins.aps.core.run;

/** A part of an undeployment. Its methods are turns. */
interface Stage {
    void begin();

    /** The cluster may show something new. */
    void look();
}
