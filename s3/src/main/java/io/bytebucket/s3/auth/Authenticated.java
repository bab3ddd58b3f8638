package io.bytebucket.s3.auth;

import io.bytebucket.http.Request;
import io.bytebucket.s3.body.PayloadBody;
import java.util.Optional;

/**
 * A request whose signature is right, or that has none.
 *
 * @param accessKeyId the key that signed it; empty for an anonymous request
 * @param method how it was signed
 * @param request the request to act on: as it came, with the signed parameters of a link and the
 *     fields of an HTML form added to its header
 * @param body the body, of which nothing has been read yet; it is decoded and verified while it is
 *     read
 */
public record Authenticated(
    Optional<String> accessKeyId, AuthMethod method, Request request, PayloadBody body) {}
