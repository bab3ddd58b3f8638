package io.bytebucket.s3.auth;

import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.http.PercentCoding;
import io.bytebucket.http.Query;
import io.bytebucket.pipeline.object.ObjectLinks;
import io.bytebucket.s3.body.Sha256;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Signs links by their query, as clients of S3 do, so that they pass here as those of clients do.
 * Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">Authenticating
 *     Requests: Using Query Parameters</a>
 */
public final class LinkSigner implements ObjectLinks {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int DATE_LENGTH = "20261122".length();

  private final URI base;
  private final String region;

  /**
   * A signer of links to one address.
   *
   * @param base where S3 is served for clients: scheme, host and maybe a port
   * @param region the region this server says it is in
   */
  public LinkSigner(URI base, String region) {
    this.base = base;
    this.region = region;
  }

  @Override
  public String sign(Link link, String accessKeyId, String secret) {
    String path =
        "/" + link.bucket().value() + "/" + PercentCoding.encode(link.key().value(), true);
    String time = TIME.format(link.signedAt());
    CredentialScope scope =
        new CredentialScope(accessKeyId, time.substring(0, DATE_LENGTH), region);
    String query = CanonicalQuery.of(unsigned(link, scope, time));
    String canonical =
        String.join(
            "\n",
            link.method(),
            path,
            query,
            "host:" + base.getRawAuthority(),
            "",
            "host",
            "UNSIGNED-PAYLOAD");
    String toSign =
        String.join(
            "\n",
            SignatureClaim.ALGORITHM,
            time,
            scope.text(),
            Sha256.hex(Sha256.bytes(canonical)));
    String signature = HexFormat.of().formatHex(SigningKey.derive(secret, scope).sign(toSign));
    return base.getScheme()
        + "://"
        + base.getRawAuthority()
        + path
        + "?"
        + query
        + "&"
        + QueryCredentials.SIGNATURE
        + "="
        + signature;
  }

  private static Query unsigned(Link link, CredentialScope scope, String time) {
    StringBuilder query = new StringBuilder(256);
    add(query, "X-Amz-Algorithm", SignatureClaim.ALGORITHM);
    add(query, "X-Amz-Credential", scope.accessKeyId() + "/" + scope.text());
    add(query, "X-Amz-Date", time);
    add(query, "X-Amz-Expires", Long.toString(link.goodFor().toSeconds()));
    add(query, "X-Amz-SignedHeaders", "host");
    if (!(link.version() instanceof VersionSelector.Current)) {
      add(query, "versionId", link.version().text());
    }
    return Query.parse(query.toString())
        .orElseThrow(() -> new IllegalStateException("what was encoded does not decode"));
  }

  private static void add(StringBuilder query, String name, String value) {
    if (!query.isEmpty()) {
      query.append('&');
    }
    query.append(name).append('=').append(PercentCoding.encode(value, false));
  }
}
