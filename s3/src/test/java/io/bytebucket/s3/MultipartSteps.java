package io.bytebucket.s3;

import static io.bytebucket.s3.S3Fixture.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.s3.xml.MalformedXmlException;
import io.bytebucket.s3.xml.XmlElement;
import io.bytebucket.testkit.RawResponse;
import java.util.ArrayList;
import java.util.List;

/** One upload in parts, step by step, as a client goes through it. */
public final class MultipartSteps {
  private final S3Fixture s3;
  private final String key;
  private final String uploadId;
  private final List<String> listed = new ArrayList<>();

  private MultipartSteps(S3Fixture s3, String key, String uploadId) {
    this.s3 = s3;
    this.key = key;
    this.uploadId = uploadId;
  }

  /** Begins an upload, and fails unless that succeeds. */
  public static MultipartSteps begin(S3Fixture s3, String key, String... headers) {
    RawResponse begun = s3.post(path(key) + "?uploads", "", headers);
    assertThat(begun.status()).as(begun.text()).isEqualTo(200);
    return new MultipartSteps(
        s3,
        key,
        document(begun, "InitiateMultipartUploadResult").childText("UploadId").orElseThrow());
  }

  /** The document in an answer. */
  public static XmlElement document(RawResponse response, String root) {
    try {
      return XmlElement.read(response.body(), root);
    } catch (MalformedXmlException e) {
      throw new AssertionError("not the document that was expected: " + response.text(), e);
    }
  }

  public String uploadId() {
    return uploadId;
  }

  /** The target of what is done to the upload. */
  public String target(String query) {
    return path(key) + "?uploadId=" + uploadId + query;
  }

  public RawResponse sendPart(int number, String body, String... headers) {
    return s3.put(target("&partNumber=" + number), body, headers);
  }

  public RawResponse copyPart(int number, String source, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("x-amz-copy-source");
    all.add(source);
    return s3.put(target("&partNumber=" + number), "", all.toArray(String[]::new));
  }

  /** Uploads a part, fails unless that succeeds, and lists it for the completion. */
  public MultipartSteps part(int number, String body, String... headers) {
    RawResponse put = sendPart(number, body, headers);
    assertThat(put.status()).as(put.text()).isEqualTo(200);
    return list(number, put.header("etag"));
  }

  /** Lists a part for the completion. */
  public MultipartSteps list(int number, String etag, String... more) {
    listed.add(
        "<Part><PartNumber>"
            + number
            + "</PartNumber><ETag>"
            + etag.replace("\"", "&quot;")
            + "</ETag>"
            + String.join("", more)
            + "</Part>");
    return this;
  }

  /** Completes with the parts in the order they were listed in. */
  public RawResponse complete(String... headers) {
    return s3.post(
        target(""),
        "<CompleteMultipartUpload>" + String.join("", listed) + "</CompleteMultipartUpload>",
        headers);
  }

  public RawResponse abort(String... headers) {
    return s3.delete(target(""), headers);
  }

  public RawResponse parts(String query) {
    return s3.get(target(query));
  }
}
