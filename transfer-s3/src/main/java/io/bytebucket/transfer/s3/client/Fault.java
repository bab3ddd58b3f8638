package io.bytebucket.transfer.s3.client;

import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Why a request failed.
 *
 * @param status of the answer; 0 where there was none
 * @param code of the error, as S3 has them; empty where there was none
 * @param reason in words
 */
public record Fault(int status, String code, String reason) {
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;
  private static final int NOT_IMPLEMENTED = 501;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  /** Refusals that another attempt may not meet. */
  private static final Set<String> PASSING =
      Set.of(
          "RequestTimeout",
          "SlowDown",
          "OperationAborted",
          "IncompleteBody",
          "InternalError",
          "ConditionalRequestConflict",
          "Throttling",
          "ThrottlingException");

  /** Of a failure that a client throws. */
  static Fault of(RuntimeException failure) {
    if (failure instanceof S3Exception answer) {
      String code =
          answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() == null
              ? ""
              : answer.awsErrorDetails().errorCode();
      String message =
          answer.awsErrorDetails() == null || answer.awsErrorDetails().errorMessage() == null
              ? ""
              : " " + answer.awsErrorDetails().errorMessage();
      String said = code.isEmpty() ? message.strip() : code + message;
      // An answer to HEAD has no body to say more.
      String hint =
          answer.statusCode() == FORBIDDEN && code.isEmpty()
              ? ": the access key or its secret is wrong, or it may not do that"
              : "";
      return new Fault(
          answer.statusCode(), code, (answer.statusCode() + " " + said).strip() + hint);
    }
    Throwable root = root(failure);
    String message = root.getMessage() == null ? "" : ": " + root.getMessage();
    return new Fault(0, "", root.getClass().getSimpleName() + message);
  }

  /** Whether the same request may succeed a little later. */
  static boolean isPassing(RuntimeException failure) {
    if (failure instanceof S3Exception answer) {
      Fault fault = of(answer);
      int status = fault.status();
      return PASSING.contains(fault.code())
          || status == REQUEST_TIMEOUT
          || status == TOO_MANY_REQUESTS
          || (status >= SERVER_ERROR && status != NOT_IMPLEMENTED);
    }
    // An answer has more fields, or longer ones, than the client takes: it will have them again.
    return (failure instanceof SdkException || failure instanceof BrokenBodyException)
        && !root(failure).getClass().getSimpleName().equals("MessageConstraintException");
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** Whether the endpoint does not have what was asked for. */
  public boolean isNotThere() {
    return status == NOT_FOUND;
  }

  /** Whether the endpoint cannot do what was asked for. */
  public boolean isNotKnown() {
    return status == NOT_IMPLEMENTED || status == METHOD_NOT_ALLOWED;
  }

  /** Whether the caller may not. */
  public boolean isForbidden() {
    return status == FORBIDDEN;
  }
}
