package io.bytebucket.s3.route;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Query;
import io.bytebucket.http.Request;
import io.bytebucket.s3.body.PayloadBody;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.util.Optional;

/**
 * A request whose address and signature are known. Used by one thread.
 *
 * @param http the request as it came; the fields of an HTML form stand in its header
 * @param query its parameters
 * @param address what it points at
 * @param body its body, of which nothing was read yet; it is decoded and verified while it is read
 */
public record S3Request(Request http, Query query, S3Address address, PayloadBody body) {
  /**
   * The bucket the request points at.
   *
   * @throws io.bytebucket.core.failure.StoreException when no bucket may have that name
   */
  public BucketName bucket() {
    return switch (address) {
      case S3Address.Service service -> throw new IllegalStateException("routed without a bucket");
      case S3Address.InBucket(String bucket) -> new BucketName(bucket);
      case S3Address.InObject(String bucket, String key) -> new BucketName(bucket);
    };
  }

  /**
   * The key the request points at.
   *
   * @throws io.bytebucket.core.failure.StoreException when it is too long
   */
  public ObjectKey key() {
    return switch (address) {
      case S3Address.Service service -> throw new IllegalStateException("routed without a key");
      case S3Address.InBucket bucket -> throw new IllegalStateException("routed without a key");
      case S3Address.InObject(String bucket, String key) -> new ObjectKey(key);
    };
  }

  /** The URL the request was sent to, as the client wrote it, without its query. */
  public String url() {
    return header("host").map(host -> http.scheme() + "://" + host).orElse("") + http.rawPath();
  }

  /**
   * Refuses an upload that gives no length and is not sent in HTTP's own chunks either. Chunks are
   * accepted, although AWS wants a length: such a body is limited, hashed and stored like any
   * other.
   *
   * @throws S3Exception with {@link S3ErrorCode#MISSING_CONTENT_LENGTH}
   */
  public void requireFramedBody() {
    if (body.lengthBytes() < 0 && !headers().contains("transfer-encoding")) {
      throw new S3Exception(S3ErrorCode.MISSING_CONTENT_LENGTH);
    }
  }

  /** The header fields. */
  public Headers headers() {
    return http.headers();
  }

  /**
   * The value of a header field (name in lower case). An empty value counts as none. The values of
   * a repeated field are joined with commas, as in HTTP and in signatures.
   */
  public Optional<String> header(String name) {
    return http.headers().joined(name).filter(value -> !value.isEmpty());
  }

  /** The value of a query parameter; an empty value counts as none. */
  public Optional<String> parameter(String name) {
    return query.first(name).filter(value -> !value.isEmpty());
  }
}
