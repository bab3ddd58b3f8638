package io.bytebucket.testkit.model;

import io.bytebucket.core.blob.Extent.Placement;
import io.bytebucket.core.blob.Garbage;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.BucketCounter;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.testkit.model.StoreContents.Located;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/** The kinds of damage that rows of the metadata can have. */
enum RowDamage {
  /** A row that is no record any more. */
  UNREADABLE {
    @Override
    Optional<Made> make(DamageScene scene, Transaction change, Random random) {
      return pick(scene, random, RowDamage::isChecked)
          .map(row -> {
            change.put(row.key(), broken(row, random));
            return made(scene, row, "made unreadable");
          });
    }
  },
  /** A row that is gone. */
  LOST {
    @Override
    Optional<Made> make(DamageScene scene, Transaction change, Random random) {
      return pick(scene, random, stored -> isMissed(scene, stored))
          .map(row -> {
            change.delete(row.key());
            return made(scene, row, "lost");
          });
    }
  },
  /** A counter or a count of references that is not what it counts. */
  STALE {
    @Override
    Optional<Made> make(DamageScene scene, Transaction change, Random random) {
      return pick(scene, random, RowDamage::isCount)
          .map(row -> {
            long before = Counters.decode(row.value());
            long after = random.nextBoolean() ? before + 1 + random.nextInt(5) : before - 1;
            change.put(row.key(), Counters.encode(after));
            return made(scene, row, "was " + before + ", is " + after);
          });
    }
  },
  /** The counters that give out ids start anew. */
  FORGOTTEN_IDS {
    @Override
    Optional<Made> make(DamageScene scene, Transaction change, Random random) {
      SystemRecord record = random.nextBoolean() ? SystemRecord.BUCKET_IDS : SystemRecord.STARTS;
      // Where no id is in use any more there is nothing to be told.
      boolean isInUse =
          record == SystemRecord.BUCKET_IDS
              ? !scene.contents.buckets.isEmpty()
              : !scene.contents.namings().isEmpty();
      if (!isInUse) {
        return Optional.empty();
      }
      change.put(Keyspace.system(record), Counters.encode(0));
      return Optional.of(new Made(record + " is 0", Set.of()));
    }
  },
  /** A blob in use is marked to be deleted. */
  EXTRA_GARBAGE {
    @Override
    Optional<Made> make(DamageScene scene, Transaction change, Random random) {
      List<BlobId> blobs = scene.contents.namings().keySet().stream().sorted().toList();
      if (blobs.isEmpty()) {
        return Optional.empty();
      }
      BlobId blob = DamageScene.pick(blobs, random);
      Placement placement =
          scene.contents.inline.contains(blob) ? Placement.INLINE : Placement.STORED;
      change.put(Keyspace.garbage(blob), new Garbage(placement, 1).encode());
      return Optional.of(new Made("garbage in use " + blob, Set.of()));
    }
  },
  /** A row of something that is not there, or of nothing. */
  EXTRA {
    @Override
    Optional<Made> make(DamageScene scene, Transaction change, Random random) {
      List<Map.Entry<Key, byte[]>> extras = ExtraRows.of((byte) random.nextInt());
      Map.Entry<Key, byte[]> extra = DamageScene.pick(extras, random);
      change.put(extra.getKey(), extra.getValue());
      return Optional.of(new Made("extra row " + extra.getKey(), Set.of()));
    }
  },
  /** The bytes of two small objects in each other's place. */
  SWAPPED_INLINE {
    @Override
    Optional<Made> make(DamageScene scene, Transaction change, Random random) {
      List<Row.Entry> inline =
          scene.rows(stored ->
              stored instanceof StoredKey.OfInlineBytes(BlobId blob)
                  && scene.contents.namings().containsKey(blob));
      if (inline.size() < 2) {
        return Optional.empty();
      }
      int one = random.nextInt(inline.size());
      int other = (one + 1 + random.nextInt(inline.size() - 1)) % inline.size();
      change.put(inline.get(one).key(), inline.get(other).value());
      change.put(inline.get(other).key(), inline.get(one).value());
      Set<Located> hurt = new HashSet<>();
      for (int at : new int[] {one, other}) {
        hurt.addAll(scene.ofRow(StoredKey.of(inline.get(at).key()).orElseThrow()));
      }
      return Optional.of(new Made("swapped " + inline.get(one).key(), hurt));
    }
  },
  /** A flipped bit in the bytes of a small object. */
  FLIPPED_INLINE {
    @Override
    Optional<Made> make(DamageScene scene, Transaction change, Random random) {
      return pick(
              scene,
              random,
              stored ->
                  stored instanceof StoredKey.OfInlineBytes(BlobId blob)
                      && scene.contents.namings().containsKey(blob))
          .map(row -> {
            byte[] value = row.value().clone();
            value[random.nextInt(value.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            change.put(row.key(), value);
            return made(scene, row, "a flipped bit");
          });
    }
  };

  /**
   * What was done.
   *
   * @param hurt the objects that may be lost by it; all others are whole
   */
  record Made(String what, Set<Located> hurt) {}

  /** Does it; nothing when there is nothing that could have it. */
  abstract Optional<Made> make(DamageScene scene, Transaction change, Random random);

  /** A row of the kinds that are wanted; of each kind there is one as likely as of any other. */
  private static Optional<Row.Entry> pick(
      DamageScene scene, Random random, Predicate<StoredKey> wanted) {
    List<Row.Entry> rows = scene.rows(wanted);
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<Class<?>> kinds = rows.stream().<Class<?>>map(row -> kind(row)).distinct().toList();
    Class<?> kind = DamageScene.pick(kinds, random);
    return Optional.of(
        DamageScene.pick(rows.stream().filter(row -> kind(row) == kind).toList(), random));
  }

  private static Class<?> kind(Row.Entry row) {
    return StoredKey.of(row.key()).orElseThrow().getClass();
  }

  private static Made made(DamageScene scene, Row.Entry row, String how) {
    StoredKey stored = StoredKey.of(row.key()).orElseThrow();
    return new Made(stored + " " + how, scene.ofRow(stored));
  }

  /** Nothing that is read with exactness is one of these: cut, longer, or of no version. */
  private static byte[] broken(Row.Entry row, Random random) {
    byte[] value = row.value();
    boolean isOfVersions = value.length != Long.BYTES && value.length > 1;
    return switch (random.nextInt(isOfVersions ? 3 : value.length == 0 ? 1 : 2)) {
      case 0 -> Arrays.copyOf(value, value.length + 1 + random.nextInt(3));
      case 1 -> Arrays.copyOf(value, random.nextInt(value.length));
      default -> {
        byte[] other = value.clone();
        other[0] = 99;
        yield other;
      }
    };
  }

  /** Whether a check reads the value of such a row: not of what is kept of past requests. */
  private static boolean isChecked(StoredKey stored) {
    return switch (stored) {
      // Its key says it all; an empty value is as good as any.
      case StoredKey.OfSessionOfUser _, StoredKey.OfActivity _, StoredKey.OfQuarantine _ -> false;
      // Empty is what earlier versions wrote.
      case StoredKey.OfSystem(SystemRecord record) -> record != SystemRecord.SWEEP_DUE;
      default -> true;
    };
  }

  /** Whether it shows when such a row is missing. */
  private static boolean isMissed(DamageScene scene, StoredKey stored) {
    return switch (stored) {
      case StoredKey.OfObject _,
          StoredKey.OfVersion _,
          StoredKey.OfNullVersion _,
          StoredKey.OfLayoutNamings _,
          StoredKey.OfLayoutIndex _,
          StoredKey.OfLayoutExtents _,
          StoredKey.OfLayoutParts _,
          StoredKey.OfUpload _,
          StoredKey.OfPart _,
          StoredKey.OfBucket _,
          StoredKey.OfUserName _,
          StoredKey.OfCanonicalId _,
          StoredKey.OfAuditRecord _,
          StoredKey.OfUser _,
          StoredKey.OfGarbage _,
          StoredKey.OfBucketSetting _ ->
          true;
      case StoredKey.OfInlineBytes(BlobId blob) -> scene.contents.namings().containsKey(blob);
      case StoredKey.OfReferences(BlobId blob) ->
          !scene.contents.inline.contains(blob)
              || scene.contents.references.getOrDefault(blob, 0L) > 1;
      case StoredKey.OfUploadByAge(BlobId upload) -> scene.contents.uploads.containsKey(upload);
      case StoredKey.OfCounter(long id, BucketCounter counter) ->
          scene.contents.counters.getOrDefault(id, Map.of()).getOrDefault(counter, 0L) != 0;
      default -> false;
    };
  }

  /** Whether the value is a number that something else says, too. */
  private static boolean isCount(StoredKey stored) {
    return switch (stored) {
      case StoredKey.OfCounter _, StoredKey.OfReferences _, StoredKey.OfLayoutNamings _ -> true;
      case StoredKey.OfSystem(SystemRecord record) -> record == SystemRecord.BUCKETS;
      default -> false;
    };
  }
}
