package io.bytebucket.core.check;

import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.bucket.PrivateBucket;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.check.Finding.Kind;
import io.bytebucket.core.check.Remedy.Edit;
import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Buckets whose record cannot be read or is lost, while what belongs to them is there. Such a
 * bucket is made anew over its objects: nobody's, so that only those see it who see everything,
 * with the settings that are there and those that make it private, and so that it keeps versions if
 * there are some. If not even its name is known, it is called {@code recovered-} and its id.
 */
final class LostBuckets {
  private final Pass pass;
  private final Instant now;
  private final List<Unreadable> unreadable = new ArrayList<>();

  /** A record that cannot be read, and why. */
  private record Unreadable(String name, Row.Entry row, RuntimeException why) {}

  /** What there is of a bucket that has no record. */
  record Rest(boolean hasVersions, Set<BucketSetting> settings) {}

  LostBuckets(Pass pass, Instant now) {
    this.pass = pass;
    this.now = now;
  }

  void unreadable(String name, Row.Entry row, RuntimeException e) {
    unreadable.add(new Unreadable(name, row, e));
  }

  /** Tells of all of them; {@code rests} is what belongs to no bucket that can be read, by id. */
  void end(Map<Long, Rest> rests) {
    Map<Long, Rest> left = new TreeMap<>(rests);
    List<Unreadable> nameless = new ArrayList<>();
    for (Unreadable each : unreadable) {
      Optional<Long> id = id(each.row().value());
      @Nullable Rest rest = id.map(left::remove).orElse(null);
      if (id.isPresent() && rest != null) {
        renew(each, id.get(), rest);
      } else {
        nameless.add(each);
      }
    }
    if (nameless.size() == 1 && left.size() == 1) {
      Map.Entry<Long, Rest> only = Map.copyOf(left).entrySet().iterator().next();
      renew(nameless.getFirst(), only.getKey(), only.getValue());
      return;
    }
    for (Unreadable each : nameless) {
      pass.unreadable(
          each.row(),
          new Place.OfBucket(each.name()),
          each.why(),
          Remedy.quarantine(each.row().key(), each.row().value()));
    }
    left.forEach(this::recover);
  }

  /** The id is the first field, so that it often can be read when the rest cannot. */
  private static Optional<Long> id(byte[] record) {
    try {
      byte[] copy = record.clone();
      if (copy.length > 0) {
        copy[0] = 1;
      }
      return Optional.of(new RecordReader("bucket", copy, 1).number());
    } catch (RuntimeException e) {
      Damage.requireOf(e);
      return Optional.empty();
    }
  }

  private void renew(Unreadable each, long id, Rest rest) {
    Key key = each.row().key();
    List<Edit> edits = new ArrayList<>();
    edits.add(new Edit.Expect(key, Optional.of(each.row().value())));
    edits.add(new Edit.Move(key));
    if (BucketName.isValid(each.name())) {
      edits.addAll(privacy(id, rest));
      edits.add(new Edit.Put(key, record(new BucketName(each.name()), id, rest)));
    }
    pass.unreadable(
        each.row(), new Place.OfBucket(each.name()), each.why(), Remedy.quarantine(edits));
  }

  private void recover(long id, Rest rest) {
    BucketName name = new BucketName("recovered-" + id);
    Key key = Keyspace.bucket(name.value());
    List<Edit> edits = new ArrayList<>(privacy(id, rest));
    edits.add(new Edit.Expect(key, Optional.empty()));
    edits.add(new Edit.Put(key, record(name, id, rest)));
    pass.found(
        Kind.NO_BUCKET,
        new Place.OfBucket(pass.bucketName(id)),
        "there is something of a bucket that has no record",
        Remedy.mend(edits));
  }

  /** What makes it private, as far as nothing else is said. */
  private static List<Edit> privacy(long id, Rest rest) {
    List<Edit> edits = new ArrayList<>();
    PrivateBucket.settings()
        .forEach((setting, value) -> {
          if (!rest.settings().contains(setting)) {
            Key key = Keyspace.bucketSetting(id, setting);
            edits.add(new Edit.Expect(key, Optional.empty()));
            edits.add(new Edit.Put(key, value));
          }
        });
    return edits;
  }

  private byte[] record(BucketName name, long id, Rest rest) {
    Set<BucketSetting> settings = EnumSet.noneOf(BucketSetting.class);
    settings.addAll(rest.settings());
    settings.addAll(PrivateBucket.settings().keySet());
    return Buckets.encode(
        new Bucket(
            id,
            name,
            now,
            UserId.NOBODY,
            "",
            rest.hasVersions() ? Versioning.ENABLED : Versioning.UNVERSIONED,
            settings,
            // No state of the bucket that was there before had this number.
            now.toEpochMilli()));
  }
}
