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
    this.audited = new AuditedStore(metadata, clock);
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
  public void refresh() {
    changeables.forEach(Changeable::refresh);
  }

  Optional<Map<String, String>> get(SavedSetting setting) {
    return metadata.read(snapshot -> snapshot.get(key(setting)).map(SavedCodec::decode));
  }

  void put(SavedSetting setting, Map<String, String> fields) {
    byte[] record = SavedCodec.encode(fields);
    audited.write(transaction -> {
      audit(transaction, setting, fields.toString());
      transaction.put(key(setting), record);
      return setting;
    });
  }

  void delete(SavedSetting setting) {
    audited.write(transaction -> {
      audit(transaction, setting, "");
      transaction.delete(key(setting));
      return setting;
    });
  }

  /** Before the change. */
  private static void audit(AuditedTransaction transaction, SavedSetting setting, String after) {
    String before =
        transaction.get(key(setting)).map(bytes -> SavedCodec.decode(bytes).toString()).orElse("");
    transaction.audit("config." + setting.text(), "config/" + setting.text(), before, after);
  }

  private static Key key(SavedSetting setting) {
    return Keyspace.savedSetting(setting.text());
  }
}
