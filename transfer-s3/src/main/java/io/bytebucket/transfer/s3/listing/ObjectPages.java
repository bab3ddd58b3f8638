package io.bytebucket.transfer.s3.listing;

import io.bytebucket.transfer.s3.client.End;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects of a bucket, as they are now. */
final class ObjectPages implements Listing.Pages {
  private final End end;
  private final String bucket;
  private final Optional<String> after;
  private @Nullable String token;
  private boolean isDone;

  ObjectPages(End end, String bucket, Optional<String> after) {
    this.end = end;
    this.bucket = bucket;
    this.after = after;
  }

  @Override
  public Optional<List<Listing.Found>> next() {
    if (isDone) {
      return Optional.empty();
    }
    Page page = end.ask("ListObjectsV2 " + bucket, this::page);
    isDone = !Boolean.TRUE.equals(page.answer().isTruncated());
    if (!isDone) {
      Markers.requireFurther(
          end.name() + ": " + bucket,
          Markers.of(token),
          Markers.of(page.answer().nextContinuationToken()));
    }
    token = page.answer().nextContinuationToken();
    return Optional.of(page.found());
  }

  private record Page(ListObjectsV2Response answer, List<Listing.Found> found) {}

  private Page page(S3Client client) {
    ListObjectsV2Response answer =
        client.listObjectsV2(request ->
            request
                .bucket(bucket)
                .startAfter(token == null ? after.orElse(null) : null)
                .continuationToken(token));
    return new Page(answer, answer.contents().stream().map(ObjectPages::found).toList());
  }

  private static Listing.Found found(S3Object each) {
    return Listing.Found.of(
        each.key(), null, Optional.ofNullable(each.size()), each.eTag(), each.lastModified());
  }
}
