package io.bytebucket.s3.auth;

import io.bytebucket.http.Query;
import io.bytebucket.http.Request;
import io.bytebucket.s3.body.Sha256;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request in the canonical form in which it is signed.
 *
 * @param method the method
 * @param path the canonical path
 * @param query the canonical query string
 * @param claim the claim, which says which headers are signed and what the hash of the payload is
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">
 *     Transferring Payload in a Single Chunk</a>
 */
record CanonicalRequest(String method, String path, String query, SignatureClaim claim) {

  static CanonicalRequest of(Request request, Query query, SignatureClaim claim) {
    return new CanonicalRequest(
        request.method(), CanonicalPath.of(request.rawPath()), CanonicalQuery.of(query), claim);
  }

  /**
   * This request with the path, the query or both as they were sent, where these differ from the
   * canonical form; and with slashes in place of those that were sent as {@code %2F}. The SDK for
   * Java signs {@code //}, and the client below it then sends {@code /%2F}: both name the same key.
   */
  List<CanonicalRequest> asSent(Request request) {
    CanonicalRequest pathAsSent = new CanonicalRequest(method, request.rawPath(), query, claim);
    CanonicalRequest queryAsSent = new CanonicalRequest(method, path, request.rawQuery(), claim);
    CanonicalRequest asSent =
        new CanonicalRequest(method, request.rawPath(), request.rawQuery(), claim);
    CanonicalRequest slashes = new CanonicalRequest(method, path.replace("%2F", "/"), query, claim);
    return Stream.of(asSent, pathAsSent, queryAsSent, slashes)
        .distinct()
        .filter(other -> !other.equals(this))
        .toList();
  }

  /** The canonical request with those header values. */
  String text(List<String> signedHeaders, HeaderValues headers) {
    StringBuilder out = new StringBuilder(512);
    out.append(method).append('\n').append(path).append('\n').append(query).append('\n');
    for (String name : signedHeaders) {
      out.append(name).append(':').append(headers.get(name)).append('\n');
    }
    return out.append('\n')
        .append(claim.signedHeaders())
        .append('\n')
        .append(claim.payloadHash())
        .toString();
  }

  /** The string that is signed: the hash of the canonical request, with its time and scope. */
  static String stringToSign(SignatureClaim claim, String canonicalRequest) {
    return SignatureClaim.ALGORITHM
        + '\n'
        + claim.time().text()
        + '\n'
        + claim.scope().text()
        + '\n'
        + Sha256.hex(Sha256.bytes(canonicalRequest));
  }
}
