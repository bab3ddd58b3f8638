package io.bytebucket.core.upload;

import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * An upload in parts that is under way.
 *
 * @param initiatedAt when it was begun, to the millisecond
 * @param ownerId the user who began it
 * @param attributes what the client said about the future object
 * @param checksum the checksum to be kept with the object
 */
public record Upload(
    UploadId id,
    ObjectKey key,
    Instant initiatedAt,
    UserId ownerId,
    ObjectAttributes attributes,
    ChecksumPlan checksum) {
  /** The same with nothing said about access. */
  Upload withoutAccess() {
    return new Upload(
        id, key, initiatedAt, ownerId, attributes.with(ObjectAccess.UNSAID), checksum);
  }

  /**
   * The checksum to be kept.
   *
   * @param isAskedFor whether the client asked for it; otherwise it is S3's own choice
   */
  public record ChecksumPlan(ChecksumAlgorithm algorithm, Checksum.Type type, boolean isAskedFor) {
    /** What S3 keeps when nothing is asked for. */
    public static final ChecksumPlan DEFAULT =
        new ChecksumPlan(ChecksumAlgorithm.DEFAULT, Checksum.Type.FULL_OBJECT, false);

    /**
     * The checksum for what a client asks for. Without an algorithm, S3 chooses both. Without a
     * type, it is composite, where the algorithm allows that.
     *
     * @throws StoreException with {@link Failure.ChecksumTypeWithoutAlgorithm} or {@link
     *     Failure.ChecksumTypeNotAllowed}
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html">CreateMultipartUpload</a>
     */
    public static ChecksumPlan of(
        Optional<ChecksumAlgorithm> algorithm, Optional<Checksum.Type> type) {
      if (algorithm.isEmpty()) {
        if (type.isPresent()) {
          throw new StoreException(new Failure.ChecksumTypeWithoutAlgorithm());
        }
        return DEFAULT;
      }
      ChecksumAlgorithm wanted = algorithm.get();
      Checksum.Type chosen =
          type.orElse(
              wanted.allows(Checksum.Type.COMPOSITE)
                  ? Checksum.Type.COMPOSITE
                  : Checksum.Type.FULL_OBJECT);
      if (!wanted.allows(chosen)) {
        throw new StoreException(new Failure.ChecksumTypeNotAllowed(chosen.name(), wanted.name()));
      }
      return new ChecksumPlan(wanted, chosen, true);
    }

    /**
     * Whether a part may come with a checksum of that algorithm, or with none. If the client asked
     * for an algorithm, no other one is allowed. If the type is composite, each part must bring its
     * checksum.
     */
    boolean allows(Optional<ChecksumAlgorithm> claimed) {
      return claimed.isEmpty()
          ? type == Checksum.Type.FULL_OBJECT
          : !isAskedFor || claimed.get() == algorithm;
    }
  }
}
