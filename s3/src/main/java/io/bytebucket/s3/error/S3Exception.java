package io.bytebucket.s3.error;

import io.bytebucket.http.Headers;
import io.bytebucket.pipeline.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mistake in the protocol: a header, signature or document that is not what S3 asks for. */
public final class S3Exception extends ProtocolException {
  private static final long serialVersionUID = 1L;

  /**
   * A further element of the error document.
   *
   * @param name the element's name, for example {@code ArgumentName}
   * @param value its text
   */
  public record Detail(String name, String value) {}

  private final S3ErrorCode code;
  private final transient List<Detail> details;
  private final transient Headers headers;

  /** An error with the default text of its code. */
  public S3Exception(S3ErrorCode code) {
    this(code, code.message());
  }

  /** An error with a text of its own. */
  public S3Exception(S3ErrorCode code, String message) {
    this(code, message, List.of(), Headers.EMPTY);
  }

  private S3Exception(S3ErrorCode code, String message, List<Detail> details, Headers headers) {
    super(message);
    this.code = code;
    this.details = details;
    this.headers = headers;
  }

  /** The same error with one more element in its document. */
  public S3Exception with(String name, @Nullable String value) {
    List<Detail> more = new ArrayList<>(details);
    more.add(new Detail(name, value == null ? "" : value));
    return new S3Exception(code, text(), List.copyOf(more), headers);
  }

  /** The same error with one more header field in its response. */
  public S3Exception withHeader(String name, String value) {
    Headers more = Headers.builder().addAll(headers).add(name, value).build();
    return new S3Exception(code, text(), details, more);
  }

  @Override
  public String label() {
    return code.code();
  }

  @Override
  public boolean isFailedSignIn() {
    return code == S3ErrorCode.INVALID_ACCESS_KEY_ID
        || code == S3ErrorCode.SIGNATURE_DOES_NOT_MATCH;
  }

  /** Which error this is. */
  public S3ErrorCode code() {
    return code;
  }

  /** The text of the {@code Message} element. */
  public String text() {
    String text = getMessage();
    return text == null ? code.message() : text;
  }

  /** The further elements of the error document, in order. */
  public List<Detail> details() {
    return details;
  }

  /** The further header fields of the response. */
  public Headers headers() {
    return headers;
  }
}
