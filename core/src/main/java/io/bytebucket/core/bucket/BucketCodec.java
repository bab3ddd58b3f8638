package io.bytebucket.core.bucket;

import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.user.UserId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The stored form of a {@link Bucket}; its name is in the key. */
final class BucketCodec {
  /** Version 1 lacks the state of versioning and the settings, version 2 only the settings. */
  private static final int VERSION = 3;

  private static final Versioning[] VERSIONINGS = Versioning.values();

  /**
   * The settings in the order of their flags. A further setting needs a new version of the record.
   */
  private static final List<BucketSetting> SETTINGS =
      List.of(BucketSetting.CORS, BucketSetting.TAGS);

  private BucketCodec() {}

  static byte[] encode(Bucket bucket) {
    RecordWriter out =
        new RecordWriter(VERSION)
            .number(bucket.id())
            .number(bucket.createdAt().toEpochMilli())
            .text(bucket.ownerId().value())
            .text(bucket.locationConstraint())
            .constant(bucket.versioning());
    SETTINGS.forEach(setting -> out.flag(bucket.settings().contains(setting)));
    return out.toBytes();
  }

  static Bucket decode(BucketName name, byte[] bytes) {
    RecordReader in = new RecordReader("bucket", bytes, VERSION);
    Bucket bucket =
        new Bucket(
            in.number(),
            name,
            Instant.ofEpochMilli(in.number()),
            new UserId(in.text()),
            in.text(),
            in.version() == 1 ? Versioning.UNVERSIONED : in.constant(VERSIONINGS),
            in.version() <= 2 ? EnumSet.allOf(BucketSetting.class) : readSettings(in));
    in.end();
    return bucket;
  }

  private static Set<BucketSetting> readSettings(RecordReader in) {
    Set<BucketSetting> settings = EnumSet.noneOf(BucketSetting.class);
    for (BucketSetting setting : SETTINGS) {
      if (in.flag()) {
        settings.add(setting);
      }
    }
    return settings;
  }
}
