package io.bytebucket.testkit.model;

import io.bytebucket.core.upload.UploadTrace;
import io.bytebucket.testkit.model.Finding.Kind;
import io.bytebucket.testkit.model.StoreContents.LocatedPart;
import java.util.List;

/**
 * Every part belongs to an open upload, every open upload to a trace of its own and to a bucket, or
 * to one that is noted as gone, which is no bucket any more.
 */
final class UploadsCheck {
  private UploadsCheck() {}

  static void run(StoreContents contents, List<Finding> findings) {
    for (LocatedPart part : contents.parts) {
      if (!contents.uploads.containsKey(part.upload())) {
        findings.add(
            new Finding(Kind.UPLOAD, "part of " + part.upload(), "there is no such upload"));
      }
    }
    contents.uploads.forEach((id, open) -> {
      if (!contents.buckets.containsKey(open.bucketId())
          && !contents.endedBuckets.contains(open.bucketId())) {
        findings.add(new Finding(Kind.WITHOUT_BUCKET, "upload " + id, "no bucket has that number"));
      }
      boolean isTraced =
          contents.traces.get(id) instanceof UploadTrace.Open trace
              && trace.bucketId() == open.bucketId()
              && trace.key().equals(open.upload().key());
      if (!isTraced) {
        findings.add(new Finding(Kind.UPLOAD, "upload " + id, "without its trace"));
      }
    });
    for (Long ended : contents.endedBuckets) {
      if (contents.buckets.containsKey(ended)) {
        findings.add(new Finding(Kind.UPLOAD, "ended bucket " + ended, "the bucket is there"));
      }
    }
    contents.traces.forEach((id, trace) -> {
      if (trace instanceof UploadTrace.Open && !contents.uploads.containsKey(id)) {
        findings.add(new Finding(Kind.UPLOAD, "trace " + id, "there is no such upload"));
      }
    });
  }
}
