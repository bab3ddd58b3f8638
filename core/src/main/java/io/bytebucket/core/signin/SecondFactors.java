package io.bytebucket.core.signin;

import io.bytebucket.core.audit.AuditLog;
import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.audit.AuditedTransaction;
import io.bytebucket.core.schema.SignInKeys;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.user.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Keeps the second factors of users. That a code was used is in the same commit as that it was
 * right: so it works once, for whoever is first, at every server and across restarts. Thread-safe;
 * what a change did is durable on return, and stands in the audit log.
 */
public final class SecondFactors {
  /** How many codes there are that work without the factor. */
  public static final int RECOVERY_CODES = 10;

  /** 80 bits: nobody tries them all, so a plain hash of one tells nothing. */
  private static final int RECOVERY_CHARACTERS = 16;

  private static final int GROUP = 4;
  private static final String CHARACTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private final MetadataStore metadata;
  private final AuditedStore audited;
  private final AuditedStore byUsers;
  private final SecretCipher cipher;
  private final OneTimeCodes codes;
  private final SecureRandom random = new SecureRandom();

  /**
   * The second factors of that store.
   *
   * @param limits where the audit log has far more than it should have, only administrators go on
   */
  public SecondFactors(
      MetadataStore metadata,
      SecretCipher cipher,
      OneTimeCodes codes,
      InstantSource clock,
      AuditLog.Limits limits) {
    this.metadata = metadata;
    this.audited = AuditedStore.ofOperators(metadata, clock);
    this.byUsers = AuditedStore.ofUsers(metadata, clock, limits);
    this.cipher = cipher;
    this.codes = codes;
  }

  /** The same for codes that are known later. */
  public static Function<OneTimeCodes, SecondFactors> over(
      MetadataStore metadata, SecretCipher cipher, InstantSource clock, AuditLog.Limits limits) {
    return codes -> new SecondFactors(metadata, cipher, codes, clock, limits);
  }

  /** The second factor of a user, whether it is confirmed or not. */
  public Optional<SecondFactor> of(UserId user) {
    return metadata.read(snapshot -> find(snapshot, user));
  }

  /** Whether a user has to show one. */
  public boolean isRequired(UserId user) {
    return of(user).filter(SecondFactor::isConfirmed).isPresent();
  }

  /**
   * Gives a user a secret to make codes of, in place of one that was not confirmed.
   *
   * @return false when the user has a second factor already; nothing was done
   */
  public boolean enrol(UserId user, String secret) {
    SecondFactor factor =
        new SecondFactor(cipher.encrypt(owner(user), secret), false, SecondFactor.NEVER, List.of());
    return byUsers.write(transaction -> {
      if (find(transaction, user).filter(SecondFactor::isConfirmed).isPresent()) {
        return false;
      }
      put(transaction, user, factor);
      transaction.audit("second-factor.enrol", target(user), "", "");
      return true;
    });
  }

  /**
   * From now on the user has to show codes.
   *
   * @param code the first one
   * @return the codes that work without it, which nobody is told again; empty when the code is
   *     wrong, or there is nothing to confirm
   */
  public Optional<List<String>> confirm(UserId user, String code) {
    List<String> recovery = recoveryCodes();
    return byUsers.write(transaction -> {
      Optional<SecondFactor> there =
          find(transaction, user).filter(factor -> !factor.isConfirmed());
      OptionalLong step =
          there.map(factor -> step(user, factor, code)).orElse(OptionalLong.empty());
      if (step.isEmpty()) {
        return Optional.empty();
      }
      put(transaction, user, there.get().confirmedAt(step.getAsLong(), hashes(recovery)));
      transaction.audit("second-factor.confirm", target(user), "", "on");
      return Optional.of(recovery);
    });
  }

  /**
   * Whether a code is right, and was never used; from now on it is used.
   *
   * @param code one of the factor, or one that works without it
   */
  public boolean use(UserId user, String code) {
    // Who signs in is nobody yet; a code works once, so this is done twice in a minute at the most.
    return changed(audited, user, code, "second-factor.recovery-code", Optional::of);
  }

  /** Takes a second factor away, if the code is right. */
  public boolean remove(UserId user, String code) {
    return changed(byUsers, user, code, "second-factor.remove", _ -> Optional.empty());
  }

  /** Takes a second factor away, whatever it is: for who has the right to do that. */
  public boolean remove(UserId user) {
    return audited.write(transaction -> {
      boolean isThere = find(transaction, user).isPresent();
      if (isThere) {
        transaction.delete(key(user));
        transaction.audit("second-factor.remove", target(user), "on", "");
      }
      return isThere;
    });
  }

  /**
   * Other codes that work without the factor, in place of those there are.
   *
   * @return empty when the code is wrong
   */
  public Optional<List<String>> renewRecovery(UserId user, String code) {
    List<String> recovery = recoveryCodes();
    boolean isRight =
        changed(
            byUsers,
            user,
            code,
            "second-factor.renew",
            factor -> Optional.of(factor.withRecovery(hashes(recovery))));
    return isRight ? Optional.of(recovery) : Optional.empty();
  }

  /** What comes of a factor of which that code was used. */
  private boolean changed(
      AuditedStore store,
      UserId user,
      String code,
      String action,
      Function<SecondFactor, Optional<SecondFactor>> change) {
    return store.write(transaction -> {
      Optional<SecondFactor> there = find(transaction, user).filter(SecondFactor::isConfirmed);
      Optional<SecondFactor> used = there.flatMap(factor -> used(user, factor, code));
      if (used.isEmpty()) {
        return false;
      }
      Optional<SecondFactor> after = change.apply(used.get());
      after.ifPresentOrElse(
          factor -> put(transaction, user, factor), () -> transaction.delete(key(user)));
      if (!after.equals(used) || used.get().recovery().size() < there.get().recovery().size()) {
        transaction.audit(action, target(user), "", after.isPresent() ? "on" : "");
      }
      return true;
    });
  }

  private Optional<SecondFactor> used(UserId user, SecondFactor factor, String code) {
    OptionalLong step = step(user, factor, code);
    if (step.isPresent()) {
      return Optional.of(factor.usedAt(step.getAsLong()));
    }
    String hash = hash(plain(code));
    return factor.recovery().contains(hash) ? Optional.of(factor.without(hash)) : Optional.empty();
  }

  /** The step that a code is of; empty when it is wrong or too old, or was used. */
  private OptionalLong step(UserId user, SecondFactor factor, String code) {
    OptionalLong step = codes.stepOf(cipher.decrypt(owner(user), factor.secret()), code);
    return step.isPresent() && step.getAsLong() > factor.lastStep() ? step : OptionalLong.empty();
  }

  private static String owner(UserId user) {
    return SecondFactorSecrets.owner(user.value());
  }

  private static String target(UserId user) {
    return "user/" + user.value();
  }

  private static Key key(UserId user) {
    return SignInKeys.secondFactor(user.value());
  }

  private static Optional<SecondFactor> find(Snapshot snapshot, UserId user) {
    return snapshot.get(key(user)).map(SecondFactorCodec::decode);
  }

  private static void put(AuditedTransaction transaction, UserId user, SecondFactor factor) {
    transaction.put(key(user), SecondFactorCodec.encode(factor));
  }

  private List<String> recoveryCodes() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < RECOVERY_CODES; i++) {
      StringBuilder code = new StringBuilder();
      for (int at = 0; at < RECOVERY_CHARACTERS; at++) {
        code.append(at > 0 && at % GROUP == 0 ? "-" : "")
            .append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
      }
      made.add(code.toString());
    }
    return List.copyOf(made);
  }

  private static List<String> hashes(List<String> codes) {
    return codes.stream().map(code -> hash(plain(code))).toList();
  }

  /** However it was typed. */
  private static String plain(String code) {
    return code.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
  }

  private static String hash(String code) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", impossible);
    }
  }
}
