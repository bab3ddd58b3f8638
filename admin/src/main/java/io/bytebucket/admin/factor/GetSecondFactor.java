package io.bytebucket.admin.factor;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.OwnOperation;
import io.bytebucket.admin.route.Sender;
import io.bytebucket.core.signin.SecondFactor;
import io.bytebucket.core.signin.SecondFactors;
import io.bytebucket.http.Response;
import java.util.Optional;

/** Says whether one has a second factor, and how many codes are left that work without it. */
public final class GetSecondFactor implements OwnOperation {
  private final SecondFactors factors;

  /** Of those factors. */
  public GetSecondFactor(SecondFactors factors) {
    this.factors = factors;
  }

  private record Document(boolean enabled, int recoveryCodesLeft) {}

  @Override
  public Response handle(AdminRequest request, Sender sender) {
    Optional<SecondFactor> mine =
        factors.of(sender.caller().id()).filter(SecondFactor::isConfirmed);
    return Json.answer(
        200,
        new Document(mine.isPresent(), mine.map(factor -> factor.recovery().size()).orElse(0)));
  }
}
