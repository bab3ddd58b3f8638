package io.bytebucket.core.upload;

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
 * @param attributes what the client said about the object to be
 * @param checksum the checksum to be kept with the object
 */
public record Upload(
    UploadId id,
    ObjectKey key,
    Instant initiatedAt,
    UserId ownerId,
    ObjectAttributes attributes,
    ChecksumPlan checksum) {
  /**
   * The checksum to be kept.
   *
   * @param isAskedFor whether the client chose it, or S3 keeps one of its own
   */
  public record ChecksumPlan(ChecksumAlgorithm algorithm, Checksum.Type type, boolean isAskedFor) {
    /** What S3 keeps when nothing is asked for. */
    public static final ChecksumPlan DEFAULT =
        new ChecksumPlan(ChecksumAlgorithm.DEFAULT, Checksum.Type.FULL_OBJECT, false);

    /**
     * The checksum that a client asks for: without an algorithm one of S3's own, and without a type
     * the checksum of the parts' checksums, where the algorithm can make it.
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
     * Whether a part may be sent with that checksum. Where one was asked for no other may be, and
     * where that of the object is made of those of the parts, each part has to bring its own.
     */
    boolean allows(Optional<ChecksumAlgorithm> claimed) {
      return claimed.isEmpty()
          ? type == Checksum.Type.FULL_OBJECT
          : !isAskedFor || claimed.get() == algorithm;
    }
  }
}
