package io.bytebucket.s3.op.object;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.http.PercentCoding;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.op.value.ChecksumHeaders;
import io.bytebucket.s3.op.value.VersionParameter;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.route.S3Response;
import io.bytebucket.s3.xml.XmlWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The answer that a form asks for when it succeeds.
 *
 * @param redirect where to send the browser, if the form says so
 * @param status the status without a redirect: 200, 201 or 204
 * @param bucketUrl the address of the bucket as the form used it, with a slash at its end
 */
record FormAnswer(Optional<URI> redirect, int status, String bucketUrl) {
  /** How long a URL may be that all browsers and proxies are known to take. */
  private static final int URL_CHARS_MAX = 4_096;

  private static final int NO_CONTENT = 204;
  private static final int CREATED = 201;
  private static final int SEE_OTHER = 303;
  private static final Set<String> STATUSES = Set.of("200", "201", "204");
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /** The answer that the fields ask for. A field with an unusable value counts as missing. */
  static FormAnswer decode(S3Request request) {
    Optional<URI> redirect =
        request
            .header("success_action_redirect")
            .or(() -> request.header("redirect"))
            .map(FormAnswer::requireSendable)
            .flatMap(FormAnswer::url);
    int status =
        request
            .header("success_action_status")
            .map(String::strip)
            .filter(STATUSES::contains)
            .map(Integer::parseInt)
            .orElse(NO_CONTENT);
    return new FormAnswer(redirect, status, bucketUrl(request));
  }

  private static Optional<URI> url(String text) {
    try {
      URI url = new URI(text.strip());
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      return SCHEMES.contains(scheme) && url.getRawAuthority() != null
          ? Optional.of(url)
          : Optional.empty();
    } catch (URISyntaxException notAUrl) {
      return Optional.empty();
    }
  }

  /** Refuses a redirect that would not fit the header of an answer. */
  private static String requireSendable(String redirect) {
    if (redirect.length() > URL_CHARS_MAX) {
      throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "The URL to redirect to is too long.")
          .with("ArgumentName", "success_action_redirect");
    }
    return redirect;
  }

  private static String bucketUrl(S3Request request) {
    String url = request.url();
    if (url.length() > URL_CHARS_MAX) {
      throw new S3Exception(S3ErrorCode.INVALID_URI);
    }
    return url.endsWith("/") ? url : url + "/";
  }

  /** The answer for an object that was put. */
  Response encode(BucketName bucket, ObjectKey key, HeldObject object) {
    String etag = object.record().etag().quoted();
    if (redirect.isPresent()) {
      String query =
          "bucket="
              + encode(bucket.value())
              + "&key="
              + encode(key.value())
              + "&etag="
              + encode(etag);
      return S3Response.status(SEE_OTHER)
          .header("etag", etag)
          .header(VersionParameter.HEADER, object.writtenVersionId())
          .header("location", withQuery(redirect.get(), query))
          .empty();
    }
    // As on AWS, the slashes of the key are escaped here.
    String location = bucketUrl + encode(key.value());
    S3Response response =
        S3Response.status(status)
            .header("etag", etag)
            .header("location", location)
            .header(VersionParameter.HEADER, object.writtenVersionId());
    ChecksumHeaders.encode(object.record(), response);
    if (status != CREATED) {
      return response.empty();
    }
    ResponseBody document =
        XmlWriter.documentWithoutNamespace(
            "PostResponse",
            xml ->
                xml.element("Location", location)
                    .element("Bucket", bucket.value())
                    .element("Key", key.value())
                    .element("ETag", etag));
    return response.header("content-type", "application/xml").body(document);
  }

  private static String withQuery(URI url, String query) {
    String text = url.toASCIIString();
    int hash = text.indexOf('#');
    String fragment = hash < 0 ? "" : text.substring(hash);
    String page = hash < 0 ? text : text.substring(0, hash);
    return page + (url.getRawQuery() == null ? "?" : "&") + query + fragment;
  }

  private static String encode(String text) {
    return PercentCoding.encode(text, false);
  }
}
