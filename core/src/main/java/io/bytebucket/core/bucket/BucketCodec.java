package io.bytebucket.core.bucket;

import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.user.UserId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** The stored form of a {@link Bucket}; its name is in the key. */
final class BucketCodec {
  /**
   * Version 1 lacks the state of versioning, 1 and 2 the settings. Version 3 has a flag for each of
   * the two settings of its time, where 4 has the kinds of those that there are, and a generation.
   */
  private static final int VERSION = 4;

  private static final Versioning[] VERSIONINGS = Versioning.values();

  private BucketCodec() {}

  static byte[] encode(Bucket bucket) {
    RecordWriter out =
        new RecordWriter(VERSION)
            .number(bucket.id())
            .number(bucket.createdAt().toEpochMilli())
            .text(bucket.ownerId().value())
            .text(bucket.locationConstraint())
            .constant(bucket.versioning())
            .number(bucket.generation())
            .number(bucket.settings().size());
    bucket.settings().stream().mapToLong(BucketSetting::kind).sorted().forEach(out::number);
    return out.toBytes();
  }

  static Bucket decode(BucketName name, byte[] bytes) {
    RecordReader in = new RecordReader("bucket", bytes, VERSION);
    long id = in.number();
    Instant createdAt = Instant.ofEpochMilli(in.number());
    UserId ownerId = new UserId(in.text());
    String locationConstraint = in.text();
    Versioning versioning = in.version() == 1 ? Versioning.UNVERSIONED : in.constant(VERSIONINGS);
    long generation = in.version() <= 3 ? 0 : in.number();
    Set<BucketSetting> settings = settings(in);
    in.end();
    return new Bucket(
        id, name, createdAt, ownerId, locationConstraint, versioning, settings, generation);
  }

  private static Set<BucketSetting> settings(RecordReader in) {
    return switch (in.version()) {
      case 1, 2 -> EnumSet.of(BucketSetting.CORS, BucketSetting.TAGS);
      case 3 -> flagged(in);
      default -> listed(in);
    };
  }

  private static Set<BucketSetting> flagged(RecordReader in) {
    Set<BucketSetting> settings = EnumSet.noneOf(BucketSetting.class);
    if (in.flag()) {
      settings.add(BucketSetting.CORS);
    }
    if (in.flag()) {
      settings.add(BucketSetting.TAGS);
    }
    return settings;
  }

  /**
   * A setting that this version does not know may be one that forbids something, so a bucket that
   * has one cannot be read, rather than be read without it.
   */
  private static Set<BucketSetting> listed(RecordReader in) {
    Set<BucketSetting> settings = EnumSet.noneOf(BucketSetting.class);
    int count = in.count();
    long last = 0;
    for (int i = 0; i < count; i++) {
      long kind = in.number();
      if (kind <= last) {
        throw in.corrupt("order of settings");
      }
      settings.add(BucketSetting.of(kind).orElseThrow(() -> in.corrupt("unknown setting")));
      last = kind;
    }
    return settings;
  }
}
