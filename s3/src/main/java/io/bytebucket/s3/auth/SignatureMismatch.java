package io.bytebucket.s3.auth;

import io.bytebucket.s3.body.Sha256;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.util.HexFormat;

/** The error for a wrong signature. As on AWS it shows what should have been signed. */
final class SignatureMismatch {
  /** The longest text that is sent back. Nobody looks for a stray space in a longer one. */
  static final int ECHO_LIMIT_CHARS = 16_384;

  private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");

  private SignatureMismatch() {}

  /** The error for a request. */
  static S3Exception ofRequest(SignatureClaim claim, String stringToSign, String canonicalRequest) {
    S3Exception error = ofBody(claim, claim.signature(), stringToSign);
    return echo(error, "CanonicalRequest", canonicalRequest);
  }

  /** The error for a chunk of a body. */
  static S3Exception ofBody(SignatureClaim claim, String signature, String stringToSign) {
    return of(claim.scope().accessKeyId(), signature, stringToSign);
  }

  /** The error for anything that was signed with this access key. */
  static S3Exception of(String accessKeyId, String signature, String stringToSign) {
    S3Exception error =
        new S3Exception(S3ErrorCode.SIGNATURE_DOES_NOT_MATCH)
            .with("AWSAccessKeyId", accessKeyId)
            .with("SignatureProvided", signature);
    return echo(error, "StringToSign", stringToSign);
  }

  private static S3Exception echo(S3Exception error, String name, String text) {
    if (text.length() > ECHO_LIMIT_CHARS) {
      return error;
    }
    return error.with(name, text).with(name + "Bytes", SPACED.formatHex(Sha256.bytes(text)));
  }
}
