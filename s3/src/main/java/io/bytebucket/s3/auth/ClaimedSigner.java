package io.bytebucket.s3.auth;

import io.bytebucket.http.Query;
import io.bytebucket.http.Request;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who a request says it is from, without any proof: for the log of what was refused. A form says so
 * in its body, which is not looked into.
 *
 * @param method how it says so
 * @param accessKeyId the id it names; empty when that cannot be the id of a key
 */
public record ClaimedSigner(AuthMethod method, String accessKeyId) {
  private static final String V2_SCHEME = "AWS ";
  private static final String CREDENTIAL = "Credential=";
  private static final int ID_LIMIT_CHARS = 128;

  /** What an id may be made of, and how long it may be. */
  private static final Pattern ID = Pattern.compile("[!-~&&[^,/=]]{1,128}");

  /** What a request claims; empty when it claims nothing. */
  public static Optional<ClaimedSigner> of(Request request) {
    Optional<String> authorization =
        request.headers().first("authorization").filter(HeaderCredentials::isAws);
    return authorization.isPresent()
        ? authorization.map(ClaimedSigner::ofHeader)
        : Query.parse(request.rawQuery()).flatMap(ClaimedSigner::ofLink);
  }

  private static ClaimedSigner ofHeader(String authorization) {
    String text = authorization.strip();
    if (text.startsWith(V2_SCHEME)) {
      return claim(AuthMethod.SIGV2, until(':', text, V2_SCHEME.length()));
    }
    int credential = text.indexOf(CREDENTIAL);
    return claim(
        AuthMethod.SIGV4, credential < 0 ? "" : until('/', text, credential + CREDENTIAL.length()));
  }

  private static Optional<ClaimedSigner> ofLink(Query query) {
    if (QueryCredentials.isClaimed(query)) {
      String credential = query.first(QueryCredentials.CREDENTIAL).orElse("");
      return Optional.of(claim(AuthMethod.SIGV4_PRESIGNED, until('/', credential, 0)));
    }
    return SignatureV2Link.isClaimed(query)
        ? Optional.of(
            claim(
                AuthMethod.SIGV2_PRESIGNED, query.first(SignatureV2Link.ACCESS_KEY_ID).orElse("")))
        : Optional.empty();
  }

  /** The text from there up to a character; empty when that is too far away. */
  private static String until(char end, String text, int from) {
    int limit = Math.min(text.length(), from + ID_LIMIT_CHARS + 1);
    int found = text.indexOf(end, from, limit);
    return found < 0 ? "" : text.substring(from, found);
  }

  private static ClaimedSigner claim(AuthMethod method, String accessKeyId) {
    return new ClaimedSigner(method, ID.matcher(accessKeyId).matches() ? accessKeyId : "");
  }
}
