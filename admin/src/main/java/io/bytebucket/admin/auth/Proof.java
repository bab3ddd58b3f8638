package io.bytebucket.admin.auth;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.access.AdminGate;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.audit.Origin;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.signin.SecondFactors;
import io.bytebucket.core.user.Credential;
import io.bytebucket.core.user.LastUses;
import io.bytebucket.http.Request;
import io.bytebucket.pipeline.Visit;
import io.bytebucket.pipeline.client.Source;
import java.util.Optional;

/**
 * Finds out whether credentials are right, wherever they stand in a request: the one place, so that
 * no way in can be tried more often than another. Thread-safe.
 */
public final class Proof {
  private final SecretCheck secrets;
  private final SecondFactors factors;
  private final Lockout lockout;
  private final io.bytebucket.core.audit.SignIns audit;
  private final LastUses uses;
  private final boolean admitsUsers;

  /**
   * By those secrets and second factors.
   *
   * @param audit told of each that was right or wrong
   * @param uses told of each key that was used
   * @param admitsUsers whether all users may sign in by hand, and not administrators alone
   */
  public Proof(
      SecretCheck secrets,
      SecondFactors factors,
      Lockout lockout,
      io.bytebucket.core.audit.SignIns audit,
      LastUses uses,
      boolean admitsUsers) {
    this.secrets = secrets;
    this.factors = factors;
    this.lockout = lockout;
    this.audit = audit;
    this.uses = uses;
    this.admitsUsers = admitsUsers;
  }

  /**
   * Credentials as they were sent.
   *
   * @param code what the second factor shows, if it was sent
   * @param isByHand whether a person typed them
   */
  public record Shown(String accessKeyId, String secret, Optional<String> code, boolean isByHand) {
    /** Without secrets. */
    @Override
    public String toString() {
      return "Shown[" + accessKeyId + "]";
    }
  }

  /**
   * The user whose they are: an administrator, if they were not typed.
   *
   * @param method what the log calls the way in which they were sent
   * @throws AdminException with 401 when they are wrong, or 429 when that was too often
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.AccessDenied} when they are right, and of somebody who
   *     may not sign in so
   */
  Credential require(Request request, Visit visit, Shown shown, String method) {
    visit.claim(method, printable(shown.accessKeyId()));
    Source source = Lockout.sourceOf(request.remoteAddress());
    lockout.requireOpen(source, shown.accessKeyId());
    Credential found =
        secrets
            .check(shown.accessKeyId(), shown.secret())
            .orElseThrow(() -> failed(source, shown, method));
    if (factors.isRequired(found.user().id())) {
      String code = shown.code().orElseThrow(SignInErrors::codeMissing);
      if (!factors.use(found.user().id(), code)) {
        throw failed(source, shown, method);
      }
    }
    lockout.succeeded(source, shown.accessKeyId(), shown.isByHand());
    visit.caller(method, found.key().id());
    visit.user(found.user().id(), found.user().name());
    used(found);
    if (shown.isByHand()) {
      admit(callerOf(found));
    } else {
      AdminGate.require(callerOf(found), AdminAction.SIGN_IN);
    }
    tell(new Origin.Who(found.user().id().value(), found.user().name(), found.key().id()), method);
    return found;
  }

  /** Notes that a key was used, by who showed it or in a session that began with it. */
  void used(Credential credential) {
    uses.note(credential.key());
  }

  /** Whether all users may sign in by hand. */
  boolean admitsUsers() {
    return admitsUsers;
  }

  /**
   * Lets somebody pass who signs in by hand, or did.
   *
   * @throws StoreException with {@link Failure.AccessDenied}
   */
  void admit(Caller.Known caller) {
    if (admitsUsers) {
      AdminGate.requireOwn(caller, AdminAction.SIGN_IN);
    } else {
      AdminGate.require(caller, AdminAction.SIGN_IN);
    }
  }

  /** A disk that is full keeps nobody from signing in: somebody has to make room. */
  private void tell(Origin.Who who, String method) {
    try {
      audit.succeeded(who, method);
    } catch (StoreException e) {
      if (!(e.failure() instanceof Failure.StorageFull)) {
        throw e;
      }
    }
  }

  /** What is the id of no key may be a secret that was put into the wrong field: it is not told. */
  private AdminException failed(Source source, Shown shown, String method) {
    audit.failed(secrets.isKey(shown.accessKeyId()) ? shown.accessKeyId() : "", method);
    return lockout.failed(source, shown.accessKeyId());
  }

  static Caller.Known callerOf(Credential credential) {
    return new Caller.Known(
        credential.user().id(), credential.user().name(), credential.user().rules());
  }

  /** What may be an id of a key; other text does not come into the log. */
  private static String printable(String accessKeyId) {
    boolean isOne =
        accessKeyId.length() <= 128 && accessKeyId.chars().allMatch(c -> c > ' ' && c < 0x7F);
    return isOne ? accessKeyId : "";
  }
}
