package io.bytebucket.transfer.remote;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An S3 endpoint, and who asks there.
 *
 * @param url its address, without a bucket
 * @param access who signs
 * @param region what signatures name, and what buckets are made in
 * @param isPathStyle whether the bucket stands in the path, and not in the host's name
 * @param authorities a file with certificates in PEM to believe in place of Java's
 * @param isInsecure whether any certificate is believed
 */
public record RemoteEndpoint(
    URI url,
    Access access,
    String region,
    boolean isPathStyle,
    Optional<Path> authorities,
    boolean isInsecure) {
  /** Who signs requests. */
  public sealed interface Access {
    /** A key and its secret. */
    record Key(String accessKeyId, String secretAccessKey, Optional<String> sessionToken)
        implements Access {
      /** Without the secret. */
      @Override
      public String toString() {
        return "Key[" + accessKeyId + "]";
      }
    }

    /** A profile of the files that AWS's own clients read. */
    record Profile(String name) implements Access {}

    /** Nobody: requests are not signed. */
    record Nobody() implements Access {}
  }
}
