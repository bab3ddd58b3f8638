package io.bytebucket.transfer.s3.listing;

import io.bytebucket.transfer.s3.client.End;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

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
    ListObjectsV2Response page =
        end.ask(
            "ListObjectsV2 " + bucket,
            client ->
                client.listObjectsV2(request ->
                    request
                        .bucket(bucket)
                        .startAfter(token == null ? after.orElse(null) : null)
                        .continuationToken(token)));
    token = page.nextContinuationToken();
    isDone = !Boolean.TRUE.equals(page.isTruncated()) || token == null;
    return Optional.of(
        page.contents().stream()
            .map(each ->
                new Listing.Found(
                    each.key(),
                    new Version(
                        "", false, each.size(), Texts.unquoted(each.eTag()), each.lastModified())))
            .toList());
  }
}
