package io.bytebucket.core.access;

/**
 * May this caller do this to that? A request of a client is one or several of these.
 *
 * @param context what else is known of the request
 */
public record AccessRequest(
    Caller caller, Action action, Resource resource, AccessContext context) {}
