package io.bytebucket.admin.factor;

import io.bytebucket.admin.auth.CodeTries;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.OwnOperation;
import io.bytebucket.admin.route.Sender;
import io.bytebucket.core.signin.SecondFactors;
import io.bytebucket.http.Response;
import java.io.IOException;

/** Makes other codes that work without the factor, and tells them once. */
public final class RenewRecoveryCodes implements OwnOperation {
  private final SecondFactors factors;
  private final CodeTries tries;

  /** Of those factors. */
  public RenewRecoveryCodes(SecondFactors factors, CodeTries tries) {
    this.factors = factors;
    this.tries = tries;
  }

  @Override
  public Response handle(AdminRequest request, Sender sender) throws IOException {
    String code = CodeDocument.of(request);
    return Json.answer(
        200,
        new RecoveryDocument(
            tries.require(
                request, sender, () -> factors.renewRecovery(sender.caller().id(), code))));
  }
}
