package io.bytebucket.core.secret;

import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanPage;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One way through all stored secrets, in small steps. For one thread.
 *
 * <p>It may end after any step, and in the midst of one: a secret is encrypted anew in one commit
 * with its record, so it is always under the one key or the other, and the next way through finds
 * what is left.
 */
public final class SecretPass {
  /** How many rows are looked at, and at the most encrypted anew, in one step and one commit. */
  static final int STEP_ROWS = 100;

  private final MetadataStore metadata;
  private final Optional<AuditedStore> audited;
  private final SecretCipher cipher;
  private final List<SecretRows> tables;
  private final List<String> named = new ArrayList<>();
  private int table;
  private Key from;
  private long present;
  private long previous;
  private long renewed;
  private long unreadable;

  /**
   * A way from the beginning.
   *
   * @param audited what is encrypted anew by; empty to look alone
   */
  SecretPass(
      MetadataStore metadata,
      Optional<AuditedStore> audited,
      SecretCipher cipher,
      List<SecretRows> tables) {
    this.metadata = metadata;
    this.audited = audited;
    this.cipher = cipher;
    this.tables = tables;
    this.from = tables.getFirst().prefix();
  }

  /**
   * Goes one step. What it encrypted anew is durable on return.
   *
   * @return whether there is more to do
   */
  public boolean step() {
    if (table == tables.size()) {
      return false;
    }
    SecretRows rows = tables.get(table);
    ScanRequest request = ScanRequest.range(from, rows.prefix().afterPrefix(), STEP_ROWS);
    ScanPage page = metadata.read(snapshot -> snapshot.scan(request));
    List<Key> old = new ArrayList<>();
    page.entries().forEach(row -> look(rows, row, old));
    if (!old.isEmpty() && audited.isPresent()) {
      renew(rows, old, audited.get());
    }
    previous += audited.isPresent() ? 0 : old.size();
    goOn(page);
    return table < tables.size();
  }

  /** What was found so far; of all there are once there is no more to do. */
  public SecretCount count() {
    return new SecretCount(present, previous, renewed, unreadable, named);
  }

  private void goOn(ScanPage page) {
    switch (page.end()) {
      case ScanPage.End.LimitReached(Key next) -> from = next;
      case ScanPage.End.Exhausted _ -> {
        table++;
        from = table < tables.size() ? tables.get(table).prefix() : from;
      }
    }
  }

  private void look(SecretRows rows, Row.Entry row, List<Key> old) {
    String owner = rows.owner(row.key());
    try {
      Optional<EncryptedSecret> secret = rows.secret(row.key(), row.value());
      if (secret.isPresent()) {
        String _ = cipher.decrypt(owner, secret.get());
        if (cipher.isPresent(secret.get())) {
          present++;
        } else {
          old.add(row.key());
        }
      }
    } catch (StoreException e) {
      requireUnreadable(e);
      unreadable++;
      if (named.size() < SecretCount.NAMED_MAX) {
        named.add(owner);
      }
    }
  }

  private static void requireUnreadable(StoreException e) {
    switch (e.failure()) {
      case Failure.WrongEncryptionKey wrong -> {}
      case Failure.Corrupt damaged -> {}
      case Failure other -> throw e;
    }
  }

  private void renew(SecretRows rows, List<Key> keys, AuditedStore store) {
    int count =
        store.write(transaction -> {
          int done = 0;
          for (Key key : keys) {
            done += renew(rows, key, transaction) ? 1 : 0;
          }
          if (done > 0) {
            transaction.audit("secrets.renew", "store", "", done + " under the present key");
          }
          return done;
        });
    renewed += count;
    present += count;
  }

  /** False of a row that somebody changed or removed meanwhile: nothing is left to do there. */
  private boolean renew(SecretRows rows, Key key, Transaction transaction) {
    Optional<byte[]> value = transaction.get(key);
    Optional<EncryptedSecret> secret =
        value.flatMap(bytes -> rows.secret(key, bytes)).filter(found -> !cipher.isPresent(found));
    if (secret.isEmpty()) {
      return false;
    }
    String owner = rows.owner(key);
    EncryptedSecret anew = cipher.encrypt(owner, cipher.decrypt(owner, secret.get()));
    rows.put(transaction, new Row.Entry(key, value.get()), anew);
    return true;
  }
}
