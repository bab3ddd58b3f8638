package io.bytebucket.s3.auth;

import io.bytebucket.s3.body.Digits;
import java.util.function.Function;

/**
 * An access key, with the day and the region that its signature is valid for.
 *
 * @param accessKeyId the key
 * @param date the day, {@code yyyyMMdd}
 * @param region any text: clients send whatever region they are configured with
 */
record CredentialScope(String accessKeyId, String date, String region) {
  static final String SERVICE = "s3";
  static final String TERMINAL = "aws4_request";
  private static final int DATE_LENGTH = 8;

  /**
   * Parses {@code key/date/region/service/aws4_request}. The last four fields are split off from
   * the right, because a key given by an operator may hold a slash.
   *
   * @param problem makes the exception from a text that says what is wrong
   */
  static CredentialScope parse(String text, Function<String, RuntimeException> problem) {
    int terminal = text.lastIndexOf('/');
    int service = text.lastIndexOf('/', terminal - 1);
    int region = text.lastIndexOf('/', service - 1);
    int date = text.lastIndexOf('/', region - 1);
    if (terminal < 0 || service < 0 || region < 0 || date <= 0) {
      throw problem.apply(
          "the Credential is mal-formed; expecting"
              + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
    }
    CredentialScope scope =
        new CredentialScope(
            text.substring(0, date),
            text.substring(date + 1, region),
            text.substring(region + 1, service));
    if (!isDate(scope.date)) {
      throw problem.apply("the date in the credential must be in the format \"yyyyMMdd\".");
    }
    if (!text.substring(service + 1, terminal).equals(SERVICE)) {
      throw problem.apply("incorrect service. This endpoint belongs to \"s3\".");
    }
    if (!text.substring(terminal + 1).equals(TERMINAL)) {
      throw problem.apply("incorrect terminal. This endpoint uses \"aws4_request\".");
    }
    return scope;
  }

  /** The scope as it stands in a string to sign, without the access key. */
  String text() {
    return date + '/' + region + '/' + SERVICE + '/' + TERMINAL;
  }

  private static boolean isDate(String text) {
    return text.length() == DATE_LENGTH && Digits.areAll(text);
  }
}
