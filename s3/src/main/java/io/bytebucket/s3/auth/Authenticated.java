package io.bytebucket.s3.auth;

import java.util.Optional;

/**
 * A request whose signature is right, or that has none.
 *
 * @param accessKeyId the key that signed it; empty for an anonymous request
 * @param method how it was signed
 * @param body what the client sent, decoded and verified while it is read; nothing of it has been
 *     read yet
 */
public record Authenticated(Optional<String> accessKeyId, AuthMethod method, PayloadBody body) {}
