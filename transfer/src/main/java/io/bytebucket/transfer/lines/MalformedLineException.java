package io.bytebucket.transfer.lines;

/** A line that does not say what it should; {@link LinesReader} adds where it stands. */
public final class MalformedLineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /** For that reason. */
  public MalformedLineException(String reason) {
    super("a line cannot be read");
    this.reason = reason;
  }

  /** What is wrong with it. */
  public String reason() {
    return reason;
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "[" + reason + "]";
  }
}
