package io.bytebucket.core.activity;

import io.bytebucket.core.audit.AuditedStore;
import io.bytebucket.core.schema.ActivityKeys;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.store.MetadataStore;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What is kept of past requests, and for how long: an operator's choice, which every server that
 * uses the store follows.
 *
 * @param seriesDays for how many days it is known how many requests there were, 1 to 365
 * @param isEnabled whether single requests are kept
 * @param requestsMax how many of them at the most
 * @param requestDays for how many days; 0 without an end, 365 at the most
 * @param percent of how many of a hundred requests a line is kept, 1 to 100; of those that failed
 *     all are kept
 */
public record KeptActivity(
    int seriesDays, boolean isEnabled, int requestsMax, int requestDays, int percent) {
  /** What holds until somebody chooses. */
  public static final KeptActivity STANDARD = new KeptActivity(30, false, 100_000, 30, 100);

  private static final int VERSION = 1;
  private static final int DAYS_MAX = 365;

  /** More of them would take more room than the objects of many stores. */
  private static final int REQUESTS_MAX = 10_000_000;

  /** What is out of range becomes the next that is not. */
  public KeptActivity {
    seriesDays = Math.clamp(seriesDays, 1, DAYS_MAX);
    requestsMax = Math.clamp(requestsMax, 0, REQUESTS_MAX);
    requestDays = Math.clamp(requestDays, 0, DAYS_MAX);
    percent = Math.clamp(percent, 1, 100);
  }

  /** The same with another time for which it is known how many requests there were. */
  public KeptActivity withSeriesDays(int days) {
    return new KeptActivity(days, isEnabled, requestsMax, requestDays, percent);
  }

  /** For how long it is known how many requests there were. */
  public Duration seriesKept() {
    return Duration.ofDays(seriesDays);
  }

  /** What is in force in a store. */
  public static KeptActivity in(MetadataStore metadata) {
    return metadata.read(snapshot ->
        snapshot.get(ActivityKeys.settings()).map(KeptActivity::decode).orElse(STANDARD));
  }

  /** Changes it in a store, and tells the audit log; durable on return. */
  static KeptActivity change(AuditedStore audited, UnaryOperator<KeptActivity> change) {
    return audited.write(transaction -> {
      KeptActivity before =
          transaction.get(ActivityKeys.settings()).map(KeptActivity::decode).orElse(STANDARD);
      KeptActivity after = change.apply(before);
      boolean isOfSeries = before.seriesDays != after.seriesDays;
      transaction.audit(
          isOfSeries ? "config.retention" : "config.accesslog", "", before.text(), after.text());
      transaction.put(ActivityKeys.settings(), after.encode());
      return after;
    });
  }

  private String text() {
    return "days=%d enabled=%s maxEvents=%d maxAgeDays=%d samplePercent=%d"
        .formatted(seriesDays, isEnabled, requestsMax, requestDays, percent);
  }

  private byte[] encode() {
    return new RecordWriter(VERSION)
        .number(seriesDays)
        .flag(isEnabled)
        .number(requestsMax)
        .number(requestDays)
        .number(percent)
        .toBytes();
  }

  private static KeptActivity decode(byte[] record) {
    RecordReader in = new RecordReader("what is kept of requests", record, VERSION);
    KeptActivity kept =
        new KeptActivity(
            in.smallNumber(), in.flag(), in.smallNumber(), in.smallNumber(), in.smallNumber());
    in.end();
    return kept;
  }
}
