package io.bytebucket.s3.xml;

/** A document that is not XML, or not XML that this server reads. */
public final class MalformedXmlException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With what is wrong, in constant words. */
  public MalformedXmlException(String message) {
    super(message);
  }
}
