package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.Right;
import io.jenkins.plugins.aps.core.model.SecretValue;
import io.jenkins.plugins.aps.core.view.Viewer;
import java.util.List;
import java.util.Optional;

/**
 * Who asks, and what they may: the port through which every endpoint asks first. A host makes one for each request;
 * answers are given from memory, as they are asked for on every request.
 */
public interface Caller {
    /** For records and the access log; empty: nobody is known. */
    String name();

    boolean may(Right right);

    /** What somebody lacks who may not do it, for a sentence, for example <i>the permission APS/View</i>. */
    String needed(Right right);

    /** Which applications they may know of, given that they may {@link Right#VIEW}. */
    Viewer viewer();

    /** A credential that a request names by its id; empty: there is none that this caller may use for it. May block. */
    Optional<SecretValue> credential(String id);

    /** Those that a request may name. May block. */
    List<CredentialChoice> credentials();
}
