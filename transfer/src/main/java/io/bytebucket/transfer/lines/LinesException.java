package io.bytebucket.transfer.lines;

import java.io.IOException;
import java.nio.file.Path;

/** A file of lines that is not what it should be. */
public final class LinesException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What is wrong with it. */
  public enum Fault {
    /** It ends before its last line: whoever wrote it was stopped. */
    CUT("is cut: its last line is missing, so whoever wrote it was stopped"),
    /** A line is not as it was written. */
    CHANGED("was changed since it was written: the checksum in its last line is another"),
    /** A line cannot be read. */
    MALFORMED("has a line that cannot be read"),
    /** Something follows the last line. */
    TRAILING("goes on after its last line"),
    /** It is of another kind, or of a later version. */
    UNKNOWN("is of no kind that this version reads"),
    /** Somebody writes it at the moment. */
    IN_USE("is being written by another process"),

    /** Secrets in it are encrypted with another key than the present one. */
    OTHER_KEY(
        "has secrets that ENCRYPTION_KEY does not decrypt: give the one of the store that it is of"),

    /** It is whole already, so that there is nothing to go on with. */
    COMPLETE("is of a run that is done: there is nothing to go on with");

    private final String text;

    Fault(String text) {
      this.text = text;
    }
  }

  private final Fault fault;
  private final transient Path file;
  private final long line;
  private final String detail;

  /**
   * Such a fault.
   *
   * @param line the number of the line, from 1; 0 where it is of the file as a whole
   * @param detail what exactly; may be empty
   */
  public LinesException(Fault fault, Path file, long line, String detail) {
    super("a file of lines is not what it should be");
    this.fault = fault;
    this.file = file;
    this.line = line;
    this.detail = detail;
  }

  /** What is wrong. */
  public Fault fault() {
    return fault;
  }

  /** Where, from 1; 0 where it is of the file as a whole. */
  public long line() {
    return line;
  }

  /** In words for whoever uses the file. */
  public String explanation() {
    return file
        + " "
        + fault.text
        + (line == 0 ? "" : " (line " + line + ")")
        + (detail.isEmpty() ? "" : ": " + detail);
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "[" + explanation() + "]";
  }
}
