package io.bytebucket.transfer.original;

import io.bytebucket.core.Store;
import io.bytebucket.core.acl.Acl;
import io.bytebucket.core.acl.AclCodec;
import io.bytebucket.core.acl.BucketAccess;
import io.bytebucket.core.acl.CannedAcl;
import io.bytebucket.core.bucket.BucketImporter;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.CorsConfiguration;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.schema.BucketSetting;
import io.bytebucket.core.user.UserId;
import io.bytebucket.transfer.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the buckets of the original, with what was said of them. One that is there already gets
 * what it has not, and keeps what it has.
 *
 * @param names what buckets are called here that were called otherwise there
 * @param ownerId who owns them
 */
record BucketIntake(
    Store store,
    BucketImporter importer,
    Map<String, String> names,
    UserId ownerId,
    OriginalListener listener) {
  /** The bucket that a directory is; empty when there can be none. */
  Optional<ObjectIntake.Target> take(Path directory, BasicFileAttributes attributes)
      throws IOException {
    String name = SourceFiles.shown(directory);
    String wanted = names.getOrDefault(name, name);
    if (attributes.isSymbolicLink() || !attributes.isDirectory()) {
      found(Finding.Kind.STRANGE, name, "no directory, among those that are buckets");
      return Optional.empty();
    }
    if (!BucketName.isValid(wanted)) {
      found(
          Finding.Kind.BUCKET,
          name,
          "no bucket can be called that; give it another name with '--bucket " + name + "=NAME'");
      return Optional.empty();
    }
    BucketName bucket = new BucketName(wanted);
    BucketDocuments documents =
        BucketDocuments.read(directory, name, finding -> listener.found(finding));
    if (store.buckets().find(bucket).isEmpty()) {
      make(bucket, name, documents.acl(), ObjectIntake.date(attributes));
    } else if (!acl(bucket).equals(new Acl.Canned(documents.acl()))) {
      found(
          Finding.Kind.CONFLICT,
          name,
          "the bucket has another access control list here; it was left as it is");
    }
    documents.cors().ifPresent(cors -> takeCors(bucket, name, cors));
    BucketAccess access = store.bucketAcls().access(bucket);
    return Optional.of(
        new ObjectIntake.Target(
            bucket,
            name,
            documents.acl(),
            ownerId,
            access.ownership().hasAcls() && !access.block().blocksAcls()));
  }

  private Acl acl(BucketName bucket) {
    return store.bucketAcls().access(bucket).acl();
  }

  private void make(BucketName bucket, String name, CannedAcl wanted, Instant createdAt) {
    CannedAcl acl = wanted;
    if (wanted == CannedAcl.PUBLIC_READ && store.bucketAcls().isBlockedEverywhere()) {
      found(Finding.Kind.BUCKET, name, "everybody could list it, which is refused in all buckets");
      acl = CannedAcl.PRIVATE;
    }
    Map<BucketSetting, byte[]> settings =
        acl == CannedAcl.PRIVATE
            ? Map.of()
            : Map.of(BucketSetting.ACL, AclCodec.encode(new Acl.Canned(acl)));
    BucketImporter.Result made =
        importer.make(
            new BucketImporter.Given(
                bucket, createdAt, ownerId, "", Versioning.UNVERSIONED, settings));
    if (made instanceof BucketImporter.Result.Different(String what)) {
      found(Finding.Kind.CONFLICT, name, "somebody made it just now, with another " + what);
    }
  }

  private void takeCors(BucketName bucket, String name, CorsConfiguration cors) {
    Optional<CorsConfiguration> there = store.bucketSettings().cors(bucket);
    if (there.isEmpty()) {
      store.bucketSettings().putCors(bucket, cors);
    } else if (!there.get().equals(cors)) {
      found(
          Finding.Kind.CONFLICT,
          name,
          "the bucket has another CORS configuration here; it was left as it is");
    }
  }

  private void found(Finding.Kind kind, String name, String reason) {
    listener.found(new Finding(kind, name, reason));
  }
}
