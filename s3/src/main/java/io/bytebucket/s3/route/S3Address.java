package io.bytebucket.s3.route;

import io.bytebucket.http.PercentCoding;
import io.bytebucket.http.Request;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a request points at. Names are decoded but not checked.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html">Path-style
 *     and virtual-hosted addressing</a>
 */
public sealed interface S3Address {
  /** The service as a whole. */
  record Service() implements S3Address {}

  /** A bucket. */
  record InBucket(String bucket) implements S3Address {}

  /** An object. */
  record InObject(String bucket, String key) implements S3Address {}

  /** The name of the bucket; empty text for the service as a whole. */
  default String bucketName() {
    return switch (this) {
      case Service service -> "";
      case InBucket(String bucket) -> bucket;
      case InObject(String bucket, String key) -> bucket;
    };
  }

  /** The kind of thing it is, as error documents name it. */
  default String resourceType() {
    return Route.Level.of(this).name();
  }

  /** The address as it is logged: without names, so that lines can be grouped by it. */
  default String template() {
    return Route.Level.of(this).template();
  }

  /**
   * The address of a request: virtual-hosted when its host is one label or more below a domain of
   * this server, else path-style. The path is taken as sent: no dots are resolved and no slashes
   * merged, and an escaped slash belongs to the key.
   *
   * @param domains the domains of this server, in lower case
   * @throws S3Exception with {@link S3ErrorCode#INVALID_URI} when the path is not percent-encoded
   *     UTF-8
   */
  static S3Address of(Request request, List<String> domains) {
    String path = request.rawPath();
    String rest = path.startsWith("/") ? path.substring(1) : path;
    Optional<String> hosted = hostedBucket(request, domains);
    if (hosted.isPresent()) {
      return rest.isEmpty() ? new InBucket(hosted.get()) : new InObject(hosted.get(), decode(rest));
    }
    if (rest.isEmpty()) {
      return new Service();
    }
    int slash = rest.indexOf('/');
    String bucket = decode(slash < 0 ? rest : rest.substring(0, slash));
    String key = slash < 0 ? "" : rest.substring(slash + 1);
    return key.isEmpty() ? new InBucket(bucket) : new InObject(bucket, decode(key));
  }

  /**
   * What a request points at, as it was sent: a slash, the bucket (from the host name or the path),
   * and the rest of the path. Signatures that do not cover the host cover this.
   *
   * @param domains the domains of this server, in lower case
   */
  static String resource(Request request, List<String> domains) {
    return hostedBucket(request, domains)
        .map(bucket -> "/" + bucket + request.rawPath())
        .orElse(request.rawPath());
  }

  private static Optional<String> hostedBucket(Request request, List<String> domains) {
    String name = name(request.headers().first("host").orElse(""));
    int end = -1;
    for (String domain : domains) {
      if (name.equals(domain)) {
        return Optional.empty();
      }
      int dot = name.length() - domain.length() - 1;
      boolean isBelow = dot >= 0 && name.charAt(dot) == '.' && name.endsWith(domain);
      // If one domain lies below another, the longer one decides what is left for the bucket's
      // name.
      if (isBelow && (end < 0 || dot < end)) {
        end = dot;
      }
    }
    return end < 0 ? Optional.empty() : Optional.of(name.substring(0, end));
  }

  /** A host in lower case, without its port and without a dot at its end. */
  private static String name(String host) {
    int colon = host.lastIndexOf(':');
    String name = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    return (name.endsWith(".") ? name.substring(0, name.length() - 1) : name)
        .toLowerCase(Locale.ROOT);
  }

  private static String decode(String raw) {
    return PercentCoding.decode(raw, false)
        .orElseThrow(() -> new S3Exception(S3ErrorCode.INVALID_URI).with("URI", raw));
  }
}
