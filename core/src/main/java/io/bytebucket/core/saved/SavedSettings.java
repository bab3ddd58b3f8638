package io.bytebucket.core.saved;

import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.audit.AuditedTransaction;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Keeps what is decided while servers run. Thread-safe; a change is durable on return. What this
 * process changes is in force at once; what another one changed, once {@link #refresh} ran, which
 * the upkeep sees to where several share a store.
 */
public final class SavedSettings {
  private final MetadataStore metadata;
  private final AuditedStore audited;
  private final List<Changeable<?>> changeables = new CopyOnWriteArrayList<>();

  /** What is saved in that store; {@code clock} tells when it was changed. */
  public SavedSettings(MetadataStore metadata, InstantSource clock) {
    this.metadata = metadata;
    this.audited = AuditedStore.ofOperators(metadata, clock);
  }

  /**
   * A setting that may be changed while the server runs. What is saved of it is in force on return.
   *
   * @param baseline what holds while nothing is saved
   * @param form how it is written down
   */
  public <T> Changeable<T> changeable(SavedSetting setting, T baseline, Changeable.Form<T> form) {
    Changeable<T> changeable = new Changeable<>(this, setting, baseline, form);
    changeable.refresh();
    changeables.add(changeable);
    return changeable;
  }

  /** Looks what is saved by now, and puts it in force. */
  public synchronized void refresh() {
    changeables.forEach(Changeable::refresh);
  }

  Optional<Map<String, String>> get(SavedSetting setting) {
    return metadata.read(snapshot -> snapshot.get(key(setting)).map(SavedCodec::decode));
  }

  /**
   * Makes changes in one commit, and puts all of them in force.
   *
   * @param changes of settings of this store
   */
  public synchronized void make(Changeable.Change... changes) {
    audited.write(transaction -> {
      for (Changeable.Change change : changes) {
        make(transaction, change);
      }
      return changes.length;
    });
    for (Changeable.Change change : changes) {
      change.inForce().run();
    }
  }

  private static void make(AuditedTransaction transaction, Changeable.Change change) {
    SavedSetting setting = change.setting();
    Optional<byte[]> before = transaction.get(key(setting));
    if (change.isClearing() && before.isEmpty()) {
      return;
    }
    transaction.audit(
        "config." + setting.text(),
        "config/" + setting.text(),
        before.map(bytes -> SavedCodec.decode(bytes).toString()).orElse(""),
        change.fields().map(Map::toString).orElse(""));
    if (change.fields().isPresent()) {
      transaction.put(key(setting), SavedCodec.encode(change.fields().get()));
    } else {
      transaction.delete(key(setting));
    }
  }

  private static Key key(SavedSetting setting) {
    return Keyspace.savedSetting(setting.text());
  }
}
