package io.bytebucket.admin.stats;

import io.bytebucket.core.activity.KeptActivity;
import java.util.Optional;

/**
 * Whether single requests are kept, and how many. What is missing stays as it is; what is out of
 * range becomes the next that is not.
 *
 * @param maxEvents how many at the most
 * @param maxAgeDays for how many days; 0 without an end
 * @param samplePercent of how many in a hundred that were answered well
 */
record AccessLogDocument(
    Optional<Boolean> enabled,
    Optional<Integer> maxEvents,
    Optional<Integer> maxAgeDays,
    Optional<Integer> samplePercent) {
  static AccessLogDocument of(KeptActivity kept) {
    return new AccessLogDocument(
        Optional.of(kept.isEnabled()),
        Optional.of(kept.requestsMax()),
        Optional.of(kept.requestDays()),
        Optional.of(kept.percent()));
  }

  KeptActivity applied(KeptActivity kept) {
    return new KeptActivity(
        kept.seriesDays(),
        enabled.orElse(kept.isEnabled()),
        maxEvents.orElse(kept.requestsMax()),
        maxAgeDays.orElse(kept.requestDays()),
        samplePercent.orElse(kept.percent()));
  }
}
