package io.bytebucket.testkit.service;

import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.core.upload.PartWriter;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.UploadCompleter;
import io.bytebucket.core.upload.UploadedPart;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.testkit.TestStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** Makes objects by uploads in parts. */
final class ManyParts {
  private static final Upload.ChecksumPlan PLAN =
      new Upload.ChecksumPlan(ChecksumAlgorithm.CRC32C, Checksum.Type.COMPOSITE, true);

  private ManyParts() {}

  /** Puts an object of that many parts, each of that size; its bytes. */
  static byte[] put(TestStore store, String key, int count, int size, RandomGenerator random) {
    ObjectKey name = new ObjectKey(key);
    Upload upload =
        store
            .services
            .uploads()
            .create(TestStore.BUCKET, name, ObjectAttributes.NONE, PLAN, TestStore.OWNER);
    Uploads.Handle handle = new Uploads.Handle(TestStore.BUCKET, name, upload.id());
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    List<UploadCompleter.Listed> parts = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      byte[] body = TestStore.randomBytes(random, size);
      whole.writeBytes(body);
      UploadedPart part = part(store, handle, number, body);
      UploadCompleter.Claim claim =
          new UploadCompleter.Claim(part.checksum().algorithm(), part.checksum().base64());
      parts.add(new UploadCompleter.Listed(number, part.etag().value(), Optional.of(claim)));
    }
    store
        .services
        .completer()
        .complete(
            new UploadCompleter.Completion(
                handle,
                parts,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                new WriteCondition.None(),
                TestStore.OWNER));
    return whole.toByteArray();
  }

  private static UploadedPart part(
      TestStore store, Uploads.Handle upload, int number, byte[] body) {
    PartWriter.Put put =
        new PartWriter.Put(
            upload, number, body.length, DigestClaims.NONE, Optional.of(PLAN.algorithm()));
    try {
      return store.services.partWriter().put(put, new ByteArrayInputStream(body)).part();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
