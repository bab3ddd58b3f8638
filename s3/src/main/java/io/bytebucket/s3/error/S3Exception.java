package io.bytebucket.s3.error;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mistake in the protocol: a header, signature or document that is not what S3 asks for. Created
 * without a stack trace, because a client's mistake is traffic, not a bug.
 */
public final class S3Exception extends RuntimeException {
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

  /** An error with the default text of its code. */
  public S3Exception(S3ErrorCode code) {
    this(code, code.message());
  }

  /** An error with a text of its own. */
  public S3Exception(S3ErrorCode code, String message) {
    this(code, message, List.of());
  }

  private S3Exception(S3ErrorCode code, String message, List<Detail> details) {
    super(message, null, false, false);
    this.code = code;
    this.details = details;
  }

  /** The same error with one more element in its document. */
  public S3Exception with(String name, @Nullable String value) {
    List<Detail> more = new ArrayList<>(details);
    more.add(new Detail(name, value == null ? "" : value));
    return new S3Exception(code, text(), List.copyOf(more));
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
}
