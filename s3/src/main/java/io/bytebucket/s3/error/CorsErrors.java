package io.bytebucket.s3.error;

import io.bytebucket.core.failure.CorsFault;

/** What S3 answers to rules for pages of other origins that cannot be. */
final class CorsErrors {
  private CorsErrors() {}

  static S3Exception translate(CorsFault fault) {
    return switch (fault) {
      case CorsFault.NoRules _,
          CorsFault.NoMethodOrOrigin _,
          CorsFault.ControlCharacter _,
          CorsFault.NamelessHeader _,
          CorsFault.NegativeAge _ ->
          new S3Exception(S3ErrorCode.MALFORMED_XML);
      case CorsFault.TooManyRules(int limit) ->
          invalid(
              "The number of CORS rules should not exceed allowed limit of " + limit + " rules.");
      case CorsFault.IdTooLong(int limitChars) ->
          invalid("The ID of a CORS rule must not be longer than " + limitChars + " characters.");
      case CorsFault.UnknownMethod(String method) ->
          invalid("Found unsupported HTTP method in CORS config. Unsupported method is " + method);
      case CorsFault.ManyWildcards(CorsFault.Field field, String text) ->
          invalid(element(field) + " \"" + text + "\" can not have more than one wildcard.");
      case CorsFault.ExposedWildcard(String header) ->
          invalid(
              "ExposeHeader \""
                  + header
                  + "\" contains wildcard. We currently do not support wildcard for ExposeHeader.");
      case CorsFault.BadCharacter(CorsFault.Field field, String text) ->
          invalid(element(field) + " \"" + text + "\" contains invalid character.");
      case CorsFault.TooLongToSend(int limitBytes) ->
          invalid(
              "The methods and exposed headers of a CORS rule must not exceed "
                  + limitBytes / 1_024
                  + " KiB.");
    };
  }

  private static String element(CorsFault.Field field) {
    return switch (field) {
      case ALLOWED_ORIGIN -> "AllowedOrigin";
      case ALLOWED_HEADER -> "AllowedHeader";
      case EXPOSED_HEADER -> "ExposeHeader";
    };
  }

  private static S3Exception invalid(String message) {
    return new S3Exception(S3ErrorCode.INVALID_REQUEST, message);
  }
}
