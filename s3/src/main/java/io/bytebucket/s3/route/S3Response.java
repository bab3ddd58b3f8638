package io.bytebucket.s3.route;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.s3.xml.XmlWriter;
import java.util.Optional;
import java.util.function.Consumer;

/** Puts an answer together. Not thread-safe. */
public final class S3Response {
  private final int status;
  private final Headers.Builder headers = Headers.builder();

  private S3Response(int status) {
    this.status = status;
  }

  public static S3Response ok() {
    return status(200);
  }

  public static S3Response status(int status) {
    return new S3Response(status);
  }

  public S3Response header(String name, String value) {
    headers.add(name, value);
    return this;
  }

  public S3Response header(String name, Optional<String> value) {
    value.ifPresent(text -> headers.add(name, text));
    return this;
  }

  /** An answer without a body. */
  public Response empty() {
    return body(ResponseBody.EMPTY);
  }

  /** An answer with a document in S3's namespace. */
  public Response xml(String root, Consumer<XmlWriter> content) {
    headers.add("content-type", "application/xml");
    return body(XmlWriter.document(root, content));
  }

  public Response body(ResponseBody body) {
    return new Response(status, headers.build(), body);
  }
}
