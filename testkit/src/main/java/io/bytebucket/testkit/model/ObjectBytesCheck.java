package io.bytebucket.testkit.model;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.blob.ExtentReader;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.checksum.Hash;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.layout.ObjectPart;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.upload.UploadedPart;
import io.bytebucket.testkit.model.Finding.Kind;
import io.bytebucket.testkit.model.StoreContents.Located;
import io.bytebucket.testkit.model.StoreContents.LocatedPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the bytes of objects and holds them against what the objects' records say of them. */
final class ObjectBytesCheck {
  private final ExtentReader extents;

  ObjectBytesCheck(MetadataStore metadata, BlobStore blobs) {
    this.extents = new ExtentReader(metadata, blobs);
  }

  /**
   * What is wrong with an object.
   *
   * @param layout of which bytes and parts it is made up
   */
  List<Finding> findings(Located located, Layout.Here layout) {
    List<Finding> findings = new ArrayList<>();
    if (located.object().isDeleteMarker()) {
      if (!layout.extents().isEmpty()) {
        findings.add(new Finding(Kind.BYTES, located.toString(), "a delete marker has bytes"));
      }
      return findings;
    }
    try {
      checkETag(located, layout, findings);
      checkParts(located, layout, findings);
      checkChecksum(located, layout, findings);
    } catch (StoreException e) {
      findings.add(new Finding(Kind.BYTES, located.toString(), e.toString()));
    }
    return findings;
  }

  List<Finding> findings(LocatedPart located) {
    UploadedPart part = located.part();
    String subject = located.toString();
    List<Finding> findings = new ArrayList<>();
    try {
      ETag actual = ETag.ofMd5(hash(part.extents(), 0, part.sizeBytes(), Hash.digest("MD5")));
      if (!actual.equals(part.etag())) {
        findings.add(new Finding(Kind.ETAG, subject, actual + ", recorded " + part.etag()));
      }
      Hash hash = part.checksum().algorithm().newHash();
      compare(subject, part.checksum(), hash(part.extents(), 0, part.sizeBytes(), hash), findings);
    } catch (StoreException e) {
      findings.add(new Finding(Kind.BYTES, subject, e.toString()));
    }
    return findings;
  }

  private void checkETag(Located located, Layout.Here layout, List<Finding> findings) {
    ObjectRecord object = located.object();
    if (!layout.parts().isEmpty()) {
      // The tag is made from the MD5 of each part, which is not kept: only its form can be held.
      if (!object.etag().value().matches("[0-9a-f]{32}-" + layout.parts().size())) {
        findings.add(new Finding(Kind.ETAG, located.toString(), "form of " + object.etag()));
      }
      return;
    }
    if (object.etag().isOfParts()) {
      // It came from elsewhere, and nobody knows where its parts ended.
      return;
    }
    ETag actual = ETag.ofMd5(hash(layout.extents(), 0, object.sizeBytes(), Hash.digest("MD5")));
    if (!actual.equals(object.etag())) {
      findings.add(
          new Finding(Kind.ETAG, located.toString(), actual + ", recorded " + object.etag()));
    }
  }

  private void checkParts(Located located, Layout.Here layout, List<Finding> findings) {
    ObjectRecord object = located.object();
    long offset = 0;
    for (ObjectPart part : layout.parts()) {
      if (part.sizeBytes() > object.sizeBytes() - offset) {
        break;
      }
      if (part.checksum().isPresent()) {
        Checksum recorded = part.checksum().get();
        Hash hash = recorded.algorithm().newHash();
        byte[] value = hash(layout.extents(), offset, part.sizeBytes(), hash);
        compare(located + " part " + part.number(), recorded, value, findings);
      }
      offset += part.sizeBytes();
    }
    if (!layout.parts().isEmpty() && offset != object.sizeBytes()) {
      findings.add(new Finding(Kind.BYTES, located.toString(), "parts do not make up its size"));
    }
  }

  private void checkChecksum(Located located, Layout.Here layout, List<Finding> findings) {
    if (located.object().checksum().isEmpty()) {
      return;
    }
    Checksum recorded = located.object().checksum().get();
    Optional<byte[]> actual =
        switch (recorded.type()) {
          case FULL_OBJECT ->
              Optional.of(
                  hash(
                      layout.extents(),
                      0,
                      located.object().sizeBytes(),
                      recorded.algorithm().newHash()));
          case COMPOSITE -> composite(layout.parts(), recorded.algorithm());
        };
    actual.ifPresentOrElse(
        value -> compare(located.toString(), recorded, value, findings),
        () ->
            findings.add(
                new Finding(Kind.CHECKSUM, located.toString(), "a part has no such checksum")));
  }

  /** The checksum of the checksums of the parts. */
  private static Optional<byte[]> composite(List<ObjectPart> parts, ChecksumAlgorithm algorithm) {
    Hash hash = algorithm.newHash();
    for (ObjectPart part : parts) {
      Optional<byte[]> value =
          part.checksum()
              .filter(checksum -> checksum.algorithm() == algorithm)
              .flatMap(checksum -> Checksum.parse(algorithm, checksum.base64()));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      hash.update(value.get(), 0, value.get().length);
    }
    return Optional.of(hash.finish());
  }

  private static void compare(
      String subject, Checksum recorded, byte[] value, List<Finding> findings) {
    String actual = Checksum.fullObject(recorded.algorithm(), value).base64();
    if (!actual.equals(recorded.base64())) {
      findings.add(
          new Finding(
              Kind.CHECKSUM,
              subject,
              recorded.algorithm() + " " + actual + ", recorded " + recorded.base64()));
    }
  }

  private byte[] hash(List<Extent> of, long offset, long length, Hash hash) {
    try {
      extents.transfer(
          of,
          offset,
          length,
          bytes -> {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            hash.update(copy, 0, copy.length);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return hash.finish();
  }
}
