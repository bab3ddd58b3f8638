package io.bytebucket.s3.auth;

import io.bytebucket.http.Request;
import io.bytebucket.s3.body.PayloadBody;
import java.util.Optional;

/**
 * A request whose signature is right, or that has none.
 *
 * @param accessKeyId the key that signed it; empty for an anonymous request
 * @param method how it was signed
 * @param request the request to act on: as it came, but that the fields of an HTML form stand in
 *     its header
 * @param body what the client sent to be stored or read, decoded and verified while it is read;
 *     nothing of it has been read yet
 */
public record Authenticated(
    Optional<String> accessKeyId, AuthMethod method, Request request, PayloadBody body) {}
