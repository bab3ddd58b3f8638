package io.bytebucket.core.secret;

import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.core.store.MetadataStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All secrets that a store holds: counts them by the key they are under, and encrypts those of the
 * key of before anew. Counting and {@link #pass} are for any thread, {@link #round} is for one.
 */
public final class StoredSecrets {
  private static final Logger LOG = LoggerFactory.getLogger(StoredSecrets.class);

  /** So many owners are told in a line of the log. */
  private static final int TOLD = 10;

  private final MetadataStore metadata;
  private final AuditedStore audited;
  private final SecretCipher cipher;
  private final List<SecretRows> tables;
  private @Nullable SecretPass underWay;
  private volatile SecretCount last = SecretCount.NONE;

  /**
   * The secrets of a store.
   *
   * @param cipher reads them; its present key is what they shall be under
   * @param tables where there are any
   */
  public StoredSecrets(
      MetadataStore metadata, SecretCipher cipher, InstantSource clock, List<SecretRows> tables) {
    this.metadata = metadata;
    this.audited = AuditedStore.ofOperators(metadata, clock);
    this.cipher = cipher;
    this.tables = List.copyOf(tables);
  }

  /** Looks at all of them. Changes nothing; what changes meanwhile may be counted or not. */
  public SecretCount count() {
    SecretPass pass = new SecretPass(metadata, Optional.empty(), cipher, tables);
    boolean isMore = true;
    while (isMore) {
      isMore = pass.step();
    }
    return pass.count();
  }

  /** A way through all of them, which encrypts anew what is under the key of before. */
  public SecretPass pass() {
    return new SecretPass(metadata, Optional.of(audited), cipher, tables);
  }

  /**
   * One step of such a way, and after the last one of the next. At the end of each the log tells
   * what came of it, if anybody has to know.
   *
   * @return whether there is more to do on this way
   */
  public boolean round() {
    SecretPass pass = underWay == null ? pass() : underWay;
    // After a failure the next round begins anew.
    underWay = null;
    if (pass.step()) {
      underWay = pass;
      return true;
    }
    tell(pass.count());
    last = pass.count();
    return false;
  }

  private void tell(SecretCount count) {
    if (count.unreadable() > 0 && !count.named().equals(last.named())) {
      LOG.atWarn()
          .addKeyValue("secrets", count.unreadable())
          .addKeyValue("first", String.join(", ", count.named().stream().limit(TOLD).toList()))
          .log("there are stored secrets that no encryption key given here decrypts");
    }
    if (cipher.hasPrevious() && (count.renewed() > 0 || last.all() == 0)) {
      LOG.atInfo()
          .addKeyValue("secrets", count.present())
          .addKeyValue("renewed", count.renewed())
          .log("every secret that can be read is under the present encryption key");
    }
  }

  /** How many there were when all had last been looked at. */
  public List<Figure> figures() {
    return List.of(
        figure("present", SecretCount::present), figure("none", SecretCount::unreadable));
  }

  private Figure figure(String key, ToLongFunction<SecretCount> value) {
    return new Figure.Level(
        "secrets",
        "Stored secrets, by whether an encryption key that was given reads them.",
        Map.of("key", key),
        () -> value.applyAsLong(last));
  }
}
