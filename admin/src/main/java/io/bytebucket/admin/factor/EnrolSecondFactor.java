package io.bytebucket.admin.factor;

import io.bytebucket.admin.auth.FactorSecret;
import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.OwnOperation;
import io.bytebucket.admin.route.Sender;
import io.bytebucket.core.signin.SecondFactors;
import io.bytebucket.http.Response;
import java.security.SecureRandom;

/** Gives one a secret to make codes of; it counts when it is confirmed, and is told once. */
public final class EnrolSecondFactor implements OwnOperation {
  private final SecondFactors factors;
  private final SecureRandom random = new SecureRandom();

  /** Of those factors. */
  public EnrolSecondFactor(SecondFactors factors) {
    this.factors = factors;
  }

  private record Document(String secret, String uri) {
    /** Nothing of what it says. */
    @Override
    public String toString() {
      return "Document";
    }
  }

  @Override
  public Response handle(AdminRequest request, Sender sender) {
    FactorSecret secret = FactorSecret.random(random);
    if (!factors.enrol(sender.caller().id(), secret.base32())) {
      throw new AdminException(
          409, "SecondFactorThere", "There is a second factor already; disable it first.");
    }
    return Json.answer(201, new Document(secret.base32(), secret.uri(sender.caller().name())));
  }
}
