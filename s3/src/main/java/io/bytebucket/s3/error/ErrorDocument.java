package io.bytebucket.s3.error;

import io.bytebucket.s3.xml.XmlWriter;

/**
 * The document that answers a failed request.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error
 *     responses</a>
 */
public final class ErrorDocument {
  private ErrorDocument() {}

  /**
   * Writes the document.
   *
   * @param resource the path of the request, as sent
   */
  public static byte[] write(S3Exception error, String resource, String requestId, String hostId) {
    return XmlWriter.documentWithoutNamespace(
        "Error",
        xml -> {
          xml.element("Code", error.code().code()).element("Message", error.text());
          for (S3Exception.Detail detail : error.details()) {
            xml.element(detail.name(), detail.value());
          }
          xml.element("Resource", resource)
              .element("RequestId", requestId)
              .element("HostId", hostId);
        });
  }
}
