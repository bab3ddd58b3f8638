package io.bytebucket.transfer.minio;

import io.bytebucket.core.Store;
import io.bytebucket.core.moving.Moving;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.Users;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Brings an export of MinIO into a store that nobody else uses: the archive that {@code mc admin
 * cluster iam export} writes, or that of {@code mc admin cluster bucket export}. Nothing that is
 * stored is replaced, and a second run changes nothing more.
 *
 * @see <a
 *     href="https://min.io/docs/minio/linux/reference/minio-mc-admin/mc-admin-cluster-iam-export.html">mc
 *     admin cluster iam export</a>
 */
public final class MinioImport {
  private MinioImport() {}

  /**
   * How it is done.
   *
   * @param root the access key of MinIO's root user, whose service accounts are to be those of an
   *     administrator
   * @param ownerKeyId an access key of the user who is to own the buckets that are made
   * @param isStopped whether somebody wants it to stop; asked again and again
   */
  public record Options(
      Optional<String> root, Optional<String> ownerKeyId, BooleanSupplier isStopped) {}

  /**
   * Does it.
   *
   * @param moving what moves into {@code store}
   * @throws MinioException when the archive is no such export
   * @throws io.bytebucket.core.failure.StoreException when the store can take no more
   */
  public static void run(
      Store store,
      Moving moving,
      Path archive,
      Options options,
      MinioListener listener,
      Clock clock)
      throws IOException {
    MinioExport export = opened(archive);
    if (export.isOfUsers()) {
      new IamIntake(store, moving.users(), listener, options, clock.instant()).take(export);
      return;
    }
    new BucketMetadata(store, owner(store.users(), options.ownerKeyId()), listener)
        .take(export.ofBuckets(), options.isStopped());
  }

  /**
   * Looks whether that is an archive that may be brought in, before there is a store.
   *
   * @throws MinioException when it is not
   */
  public static void check(Path archive) throws IOException {
    MinioExport _ = opened(archive);
  }

  private static MinioExport opened(Path archive) throws IOException {
    MinioExport export = MinioExport.open(archive);
    if (!export.isOfUsers() && export.ofBuckets().isEmpty()) {
      throw new MinioException(
          archive + ": holds neither " + MinioExport.IAM + " nor files of buckets");
    }
    return export;
  }

  private static UserId owner(Users users, Optional<String> keyId) throws MinioException {
    if (keyId.isPresent()) {
      return users
          .byKey(keyId.get())
          .map(User::id)
          .orElseThrow(
              () -> new MinioException("--owner " + keyId.get() + ": there is no such access key"));
    }
    for (List<UserId> ids = users.idsAfter(UserId.NOBODY);
        !ids.isEmpty();
        ids = users.idsAfter(ids.getLast())) {
      for (UserId id : ids) {
        if (users.user(id).filter(User::isAdministrator).isPresent()) {
          return id;
        }
      }
    }
    throw new MinioException(
        "nobody may do everything who could own the buckets: import the users first, or name"
            + " somebody with --owner");
  }
}
