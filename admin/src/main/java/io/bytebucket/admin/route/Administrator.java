package io.bytebucket.admin.route;

import io.bytebucket.core.access.Caller;

/**
 * Who asks, and proved to be an administrator.
 *
 * @param caller the user
 * @param accessKeyId the access key that was used
 */
public record Administrator(Caller.Known caller, String accessKeyId) {}
