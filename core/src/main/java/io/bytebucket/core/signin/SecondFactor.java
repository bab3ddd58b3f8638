package io.bytebucket.core.signin;

import io.bytebucket.core.secret.EncryptedSecret;
import java.util.List;

/**
 * What a user proves beside the secret of a key: codes that follow from a secret and the time.
 *
 * @param secret what the codes follow from, encrypted
 * @param isConfirmed whether the user has shown that it makes codes of it; until then it is asked
 *     for none
 * @param lastStep the latest step of time of which a code was used; of it and all before, none
 *     works any more
 * @param recovery the hashes of the codes that work without it, each once
 */
public record SecondFactor(
    EncryptedSecret secret, boolean isConfirmed, long lastStep, List<String> recovery) {
  /** No step at all. */
  static final long NEVER = -1;

  SecondFactor with(EncryptedSecret other) {
    return new SecondFactor(other, isConfirmed, lastStep, recovery);
  }

  SecondFactor confirmedAt(long step, List<String> codes) {
    return new SecondFactor(secret, true, step, List.copyOf(codes));
  }

  SecondFactor usedAt(long step) {
    return new SecondFactor(secret, isConfirmed, step, recovery);
  }

  SecondFactor without(String hash) {
    return new SecondFactor(
        secret,
        isConfirmed,
        lastStep,
        recovery.stream().filter(code -> !code.equals(hash)).toList());
  }

  SecondFactor withRecovery(List<String> codes) {
    return new SecondFactor(secret, isConfirmed, lastStep, List.copyOf(codes));
  }
}
