package io.bytebucket.s3.error;

import io.bytebucket.http.ResponseBody;
import io.bytebucket.s3.xml.XmlWriter;

/**
 * The document that answers a failed request.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error
 *     responses</a>
 */
public final class ErrorDocument {
  /** Longer than the longest bucket and key, with every byte escaped. */
  private static final int RESOURCE_CHARS_MAX = 4_096;

  private ErrorDocument() {}

  /**
   * Writes the document.
   *
   * @param resource the path of the request, as sent; cut where it is longer than any can be
   */
  public static ResponseBody write(
      S3Exception error, String resource, String requestId, String hostId) {
    return XmlWriter.documentWithoutNamespace(
        "Error",
        xml -> {
          xml.element("Code", error.code().code()).element("Message", error.text());
          for (S3Exception.Detail detail : error.details()) {
            xml.element(detail.name(), detail.value());
          }
          xml.element("Resource", cut(resource))
              .element("RequestId", requestId)
              .element("HostId", hostId);
        });
  }

  /** Even the error for a server that has no room left must not take much. */
  private static String cut(String resource) {
    return resource.length() <= RESOURCE_CHARS_MAX
        ? resource
        : resource.substring(0, RESOURCE_CHARS_MAX);
  }
}
