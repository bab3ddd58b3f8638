package io.bytebucket.s3.auth;

/** The way in which a request says who sent it. */
public enum AuthMethod {
  /** Not at all. */
  ANONYMOUS("anonymous"),
  /** A Signature Version 4 in the {@code Authorization} header. */
  SIGV4("sigv4"),
  /** A Signature Version 4 in the query string. */
  SIGV4_PRESIGNED("presigned"),
  /** A Signature Version 2 in the {@code Authorization} header; always refused. */
  SIGV2("sigv2"),
  /** A Signature Version 2 in the query string; see {@link SignatureV2Link}. */
  SIGV2_PRESIGNED("presigned-v2"),
  /** A Signature Version 4 of the policy of an HTML form. */
  SIGV4_FORM("form"),
  /** A Signature Version 2 of the policy of an HTML form; boto3 still makes them by default. */
  SIGV2_FORM("form-v2");

  private final String label;

  AuthMethod(String label) {
    this.label = label;
  }

  /** Whether it is a link, which anybody may follow who was given it. */
  public boolean isLink() {
    return this == SIGV4_PRESIGNED || this == SIGV2_PRESIGNED;
  }

  /** Its name in the access log. */
  public String label() {
    return label;
  }
}
