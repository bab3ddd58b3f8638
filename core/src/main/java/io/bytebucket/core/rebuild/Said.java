package io.bytebucket.core.rebuild;

import io.bytebucket.core.blob.LabelKind;
import io.bytebucket.core.bucket.BucketOutline;
import io.bytebucket.core.check.Damage;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectLabel;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.upload.AssemblyLabel;
import io.bytebucket.core.upload.PartLabel;
import java.util.Optional;

/** What a blob says of itself. */
sealed interface Said {
  /** The bucket that it was uploaded to. */
  BucketOutline bucket();

  /** It is all of an object. */
  record OfObject(ObjectLabel label) implements Said {
    @Override
    public BucketOutline bucket() {
      return label.bucket();
    }
  }

  /** It says how an object is made up. */
  record OfAssembly(AssemblyLabel label) implements Said {
    @Override
    public BucketOutline bucket() {
      return label.object().bucket();
    }
  }

  /** It is a part of an upload. */
  record OfPart(PartLabel label) implements Said {
    @Override
    public BucketOutline bucket() {
      return label.bucket();
    }
  }

  /**
   * What a label says.
   *
   * @throws StoreException with {@link Failure.Corrupt}
   */
  static Said of(byte[] label) {
    LabelKind.Begun begun = LabelKind.read(label);
    return switch (begun.kind()) {
      case OBJECT -> new OfObject(ObjectLabel.readToEnd(begun.rest()));
      case PART -> new OfPart(PartLabel.read(begun.rest()));
      case ASSEMBLY -> new OfAssembly(AssemblyLabel.read(begun.rest()));
    };
  }

  /** The label of a blob, if it has one that reads. */
  static Optional<byte[]> labelOf(BlobStore blobs, BlobId blob) {
    try {
      byte[] label = blobs.label(blob);
      if (label.length == 0) {
        return Optional.empty();
      }
      of(label);
      return Optional.of(label);
    } catch (RuntimeException e) {
      Damage.requireOf(e);
      return Optional.empty();
    }
  }
}
