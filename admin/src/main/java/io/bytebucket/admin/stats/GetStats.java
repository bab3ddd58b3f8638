package io.bytebucket.admin.stats;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminOperation;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.activity.Activity;
import io.bytebucket.core.activity.BucketUsage;
import io.bytebucket.core.activity.Outcomes;
import io.bytebucket.core.activity.Tally;
import io.bytebucket.core.activity.Work;
import io.bytebucket.core.question.AccessQuestions;
import io.bytebucket.http.Response;
import java.util.Comparator;
import java.util.List;

/**
 * Tells how much is in the store and in each bucket, the largest first, and what was done; nothing
 * of buckets of which that is forbidden to who asks.
 */
public final class GetStats implements AdminOperation {
  private final Activity activity;
  private final LiveActivity live;
  private final AccessQuestions questions;

  /** Of that store. */
  public GetStats(Activity activity, LiveActivity live, AccessQuestions questions) {
    this.activity = activity;
    this.live = live;
    this.questions = questions;
  }

  @Override
  public Response handle(AdminRequest request, Administrator sender) {
    Tally pending = live.pending();
    Tally totals = activity.log().totals();
    List<BucketDocument> buckets =
        activity.usage().stream()
            .filter(
                bucket -> questions.mayTell(sender.caller(), AdminAction.GET_STATS, bucket.name()))
            .map(bucket -> BucketDocument.of(bucket, pending))
            .sorted(
                Comparator.comparingLong(BucketDocument::bytes)
                    .reversed()
                    .thenComparing(BucketDocument::name))
            .toList();
    return Json.answer(
        200,
        new StatsDocument(
            buckets.size(),
            buckets.stream().mapToLong(BucketDocument::objects).sum(),
            buckets.stream().mapToLong(BucketDocument::bytes).sum(),
            buckets.stream().mapToLong(BucketDocument::multipartInProgress).sum(),
            totals.work().plus(pending.work()),
            totals.outcomes().plus(pending.outcomes()),
            buckets));
  }

  private record StatsDocument(
      long buckets,
      long objects,
      long bytes,
      long multipartInProgress,
      Work activity,
      Outcomes requests,
      List<BucketDocument> perBucket) {}

  private record BucketDocument(
      String name,
      long bytes,
      long objects,
      long multipartInProgress,
      long uploads,
      long downloads,
      long deletes,
      long bytesIn,
      long bytesOut) {
    static BucketDocument of(BucketUsage bucket, Tally pending) {
      Work done = bucket.done().plus(pending.buckets().getOrDefault(bucket.name(), Work.NONE));
      return new BucketDocument(
          bucket.name(),
          bucket.bytes(),
          bucket.objects(),
          bucket.uploads(),
          done.uploads(),
          done.downloads(),
          done.deletes(),
          done.bytesIn(),
          done.bytesOut());
    }
  }
}
