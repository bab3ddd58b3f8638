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

  /** What is told of one thing that was sent: enough for all that can be right about it. */
  private static final int DETAIL_CHARS_MAX = 16 << 10;

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
            xml.element(detail.name(), cut(detail.value(), DETAIL_CHARS_MAX));
          }
          xml.element("Resource", cut(resource, RESOURCE_CHARS_MAX))
              .element("RequestId", requestId)
              .element("HostId", hostId);
        });
  }

  /**
   * A header may have a megabyte, and its answer must not be a multiple of that. Even the error for
   * a server that has no room left must not take much.
   */
  private static String cut(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit);
  }
}
