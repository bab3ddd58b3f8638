package io.bytebucket.s3.route;

import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.s3.xml.XmlWriter;
import java.util.Optional;
import java.util.function.Consumer;

/** Builds an answer. Not thread-safe. */
public final class S3Response {
  private final int status;
  private final Headers.Builder headers = Headers.builder();

  private S3Response(int status) {
    this.status = status;
  }

  /** An answer with the status 200. */
  public static S3Response ok() {
    return status(200);
  }

  /** An answer with that status. */
  public static S3Response status(int status) {
    return new S3Response(status);
  }

  /** Adds a header field. */
  public S3Response header(String name, String value) {
    headers.add(name, value);
    return this;
  }

  /** Adds a header field if there is a value. */
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

  /** An answer with that body. */
  public Response body(ResponseBody body) {
    return new Response(status, headers.build(), body);
  }
}
