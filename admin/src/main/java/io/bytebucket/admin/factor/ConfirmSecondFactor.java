package io.bytebucket.admin.factor;

import io.bytebucket.admin.auth.CodeTries;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.OwnOperation;
import io.bytebucket.admin.route.Sender;
import io.bytebucket.core.signin.SecondFactors;
import io.bytebucket.core.signin.Sessions;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.util.List;

/** Begins to ask for codes, ends other sessions, and tells the codes that work without it, once. */
public final class ConfirmSecondFactor implements OwnOperation {
  private final SecondFactors factors;
  private final Sessions sessions;
  private final CodeTries tries;

  /** Of those factors. */
  public ConfirmSecondFactor(SecondFactors factors, Sessions sessions, CodeTries tries) {
    this.factors = factors;
    this.sessions = sessions;
    this.tries = tries;
  }

  @Override
  public Response handle(AdminRequest request, Sender sender) throws IOException {
    String code = CodeDocument.of(request);
    List<String> recovery =
        tries.require(request, sender, () -> factors.confirm(sender.caller().id(), code));
    sessions.endAll(sender.caller().id(), sender.session().map(Sender.InSession::hash));
    return Json.answer(200, new RecoveryDocument(recovery));
  }
}
