package io.bytebucket.admin.factor;

import io.bytebucket.admin.auth.CodeTries;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.OwnOperation;
import io.bytebucket.admin.route.Sender;
import io.bytebucket.core.signin.SecondFactors;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.util.Optional;

/** Asks for no codes any more; it takes one, so that a session alone is not enough. */
public final class DisableSecondFactor implements OwnOperation {
  private final SecondFactors factors;
  private final CodeTries tries;

  /** Of those factors. */
  public DisableSecondFactor(SecondFactors factors, CodeTries tries) {
    this.factors = factors;
    this.tries = tries;
  }

  @Override
  public Response handle(AdminRequest request, Sender sender) throws IOException {
    String code = CodeDocument.of(request);
    return tries.require(
        request,
        sender,
        () ->
            factors.remove(sender.caller().id(), code)
                ? Optional.of(Json.none())
                : Optional.empty());
  }
}
