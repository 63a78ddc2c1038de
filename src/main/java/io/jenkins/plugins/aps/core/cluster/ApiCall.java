package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.jenkins.plugins.aps.core.model.ObjectRef;

/**
 * One request to the API server.
 *
 * @param method of HTTP
 * @param path from the server's address on, beginning with a slash
 * @param contentType empty where there is no body
 * @param body empty where there is none
 * @param verb what it does, in the words of access rights: get, list, create, patch, update, delete
 * @param object what it is about; the name is empty for a list
 * @param accept the forms of answer that are wanted
 */
record ApiCall(
        String method, String path, String contentType, String body, String verb, ObjectRef object, String accept) {
    private static final String JSON = "application/json";
    private static final String ANY = JSON + ", */*";

    /** Without content; a server that doesn't know the form answers with whole objects, which have metadata too. */
    private static final String METADATA = metadataAs("PartialObjectMetadata");

    private static final String METADATA_OF_LIST = metadataAs("PartialObjectMetadataList");

    private static final String DRY_RUN = "&dryRun=All";

    /** The writer of our fields, at each cluster. */
    static final String FIELD_MANAGER = "aps-deployer";

    private ApiCall(String method, String path, String contentType, String body, String verb, ObjectRef object) {
        this(method, path, contentType, body, verb, object, ANY);
    }

    /** The same, answered in another form. */
    ApiCall accepting(String form) {
        return new ApiCall(method, path, contentType, body, verb, object, form + ", " + ANY);
    }

    static ApiCall get(ObjectRef object) {
        return new ApiCall("GET", ApiPath.of(object), "", "", "get", object);
    }

    /** A list or a log: anything that is read with a query. */
    static ApiCall read(String path, String verb, ObjectRef object) {
        return new ApiCall("GET", path, "", "", verb, object);
    }

    /** The metadata of a list. */
    static ApiCall metadata(String path, ObjectRef object) {
        return new ApiCall("GET", path, "", "", "list", object, METADATA_OF_LIST);
    }

    /** The metadata of an object. */
    static ApiCall metadata(ObjectRef object) {
        return new ApiCall("GET", ApiPath.of(object), "", "", "get", object, METADATA);
    }

    private static String metadataAs(String form) {
        return JSON + ";as=" + form + ";g=meta.k8s.io;v=v1, " + JSON;
    }

    static ApiCall create(ObjectRef object, String body) {
        var path = ApiPath.collection(object) + "?fieldManager=" + FIELD_MANAGER;
        return new ApiCall("POST", path, JSON, body, "create", object);
    }

    static ApiCall replace(ObjectRef object, String body) {
        var path = ApiPath.of(object) + "?fieldManager=" + FIELD_MANAGER;
        return new ApiCall("PUT", path, JSON, body, "update", object);
    }

    /** Server-side apply. */
    static ApiCall apply(ObjectRef object, String body, boolean force) {
        var path = ApiPath.of(object) + "?fieldManager=" + FIELD_MANAGER + "&force=" + force;
        return new ApiCall("PATCH", path, "application/apply-patch+yaml", body, "patch", object);
    }

    static ApiCall merge(ObjectRef object, String body) {
        var path = ApiPath.of(object) + "?fieldManager=" + FIELD_MANAGER;
        return new ApiCall("PATCH", path, "application/merge-patch+json", body, "patch", object);
    }

    /** A JSON patch (RFC 6902) of an object as it was listed. */
    static ApiCall patch(Remnant object, String body) {
        var ref = object.ref();
        var path = (ref.kind().equals("Namespace")
                ? ApiPath.of(ref)
                : ApiPath.collection(ref, object.resource()) + "/" + ApiPath.segment(ref.name()));
        return new ApiCall(
                "PATCH", path + "?fieldManager=" + FIELD_MANAGER, "application/json-patch+json", body, "patch", ref);
    }

    /** Sets the finalizers of a namespace's spec, which only this path does. */
    static ApiCall finalizing(ObjectRef namespace, String body) {
        return new ApiCall("PUT", ApiPath.of(namespace) + "/finalize", JSON, body, "update", namespace);
    }

    /** Deletes an object as it was read, and no other. */
    static ApiCall delete(ObjectRef object, ObjectMeta read) {
        return delete(
                object,
                "{\"apiVersion\":\"v1\",\"kind\":\"DeleteOptions\",\"preconditions\":{\"uid\":\"" + read.getUid()
                        + "\",\"resourceVersion\":\"" + read.getResourceVersion() + "\"}}");
    }

    static ApiCall delete(ObjectRef object, String body) {
        return new ApiCall("DELETE", ApiPath.of(object), JSON, body, "delete", object);
    }

    /** The same, only asked about: everything answers as it would, and nothing is stored. */
    ApiCall asDryRun() {
        return new ApiCall(method, path + DRY_RUN, contentType, body, verb, object);
    }

    /** Whether it changes what is stored, so that it matters whether it arrived. */
    boolean writes() {
        return !method.equals("GET") && !path.endsWith(DRY_RUN) && !reviews();
    }

    /** Whether it is a question that is asked by POST (who we are, what we may do), of which nothing is stored. */
    boolean reviews() {
        return object.kind().endsWith("Review") && object.apiVersion().matches("auth(entic|oriz)ation\\.k8s\\.io/.*");
    }

    /** Whether answers may echo a secret. */
    boolean secret() {
        return object.kind().equals("Secret");
    }

    /** Never the body: it may be a Secret. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
