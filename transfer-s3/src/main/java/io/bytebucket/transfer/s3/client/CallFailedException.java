package io.bytebucket.transfer.s3.client;

/** A request was refused, or failed too often. */
public final class CallFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Who was asked, as people call that end. */
  private final String end;

  /** What was asked, and for what. */
  private final String what;

  /** What came of it, in words. */
  private final String reason;

  private final transient Fault fault;

  CallFailedException(String end, String what, Fault fault, Throwable cause) {
    super("Request failed", cause);
    this.end = end;
    this.what = what;
    this.reason = fault.reason();
    this.fault = fault;
  }

  /** For those who run it: what was asked, and what came of it. */
  public String reason() {
    return end + ": " + what + ": " + reason;
  }

  /** Whether that end failed, and not the other one. */
  public boolean isOf(End end) {
    return this.end.equals(end.name());
  }

  /** What kind of failure it was. */
  public Fault fault() {
    return fault;
  }

  @Override
  public String toString() {
    return super.toString() + ": " + reason();
  }
}
