package io.bytebucket.core.saved;

import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what is saved, and saves what comes from elsewhere, while no server runs. What is there is
 * never changed. Thread-safe; a change is durable on return.
 */
public final class SavedImporter {
  private final MetadataStore metadata;
  private final AuditedStore audited;

  /** An importer into that store, which {@code audited} changes. */
  public SavedImporter(MetadataStore metadata, AuditedStore audited) {
    this.metadata = metadata;
    this.audited = audited;
  }

  /** Everything that is saved, by setting: its fields as texts. */
  public Map<SavedSetting, Map<String, String>> read() {
    return metadata.read(snapshot -> {
      Map<SavedSetting, Map<String, String>> all = new EnumMap<>(SavedSetting.class);
      for (SavedSetting setting : SavedSetting.values()) {
        snapshot.get(key(setting)).ifPresent(bytes -> all.put(setting, SavedCodec.decode(bytes)));
      }
      return all;
    });
  }

  /**
   * Saves a setting, unless something is saved of it.
   *
   * @return whether that is what is saved now: else there was something else, and still is
   */
  public boolean save(SavedSetting setting, Map<String, String> fields) {
    return audited.write(transaction -> {
      Optional<byte[]> there = transaction.get(key(setting));
      if (there.isPresent()) {
        return SavedCodec.decode(there.get()).equals(fields);
      }
      transaction.put(key(setting), SavedCodec.encode(fields));
      transaction.audit(
          "config." + setting.text(), "config/" + setting.text(), "", fields.toString());
      return true;
    });
  }

  private static Key key(SavedSetting setting) {
    return Keyspace.savedSetting(setting.text());
  }
}
