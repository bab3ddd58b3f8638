package io.bytebucket.admin.route;

import io.bytebucket.core.access.Caller;

/**
 * Who asks, and passed the gate of administrators.
 *
 * @param caller the user
 * @param accessKeyId the access key that was used
 */
public record Administrator(Caller.Known caller, String accessKeyId) {}
