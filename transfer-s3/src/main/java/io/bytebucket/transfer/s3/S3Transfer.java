package io.bytebucket.transfer.s3;

import io.bytebucket.transfer.TransferListener;
import io.bytebucket.transfer.remote.RemoteException;
import io.bytebucket.transfer.remote.RemoteTransfer;
import io.bytebucket.transfer.remote.StopRequest;
import io.bytebucket.transfer.remote.TransferOrder;
import io.bytebucket.transfer.s3.bucket.BucketCarrier;
import io.bytebucket.transfer.s3.bucket.BucketChoice;
import io.bytebucket.transfer.s3.client.CallFailedException;
import io.bytebucket.transfer.s3.client.Ends;
import io.bytebucket.transfer.s3.client.StoppedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Moves buckets with the AWS SDK. */
public final class S3Transfer implements RemoteTransfer {
  /** Dates of answers are whole seconds, and a request takes its time. */
  private static final Duration DATE_SLACK = Duration.ofSeconds(2);

  @Override
  public Ending run(TransferOrder order, Clock clock, TransferListener listener, StopRequest stop) {
    try (Ends ends = Ends.of(order, stop)) {
      Instant sourceNow = sourceNow(ends, clock).minus(DATE_SLACK);
      BucketCarrier carrier = new BucketCarrier(ends, order.isDryRun());
      List<String> buckets = carrier.names(BucketChoice.of(order.buckets()));
      if (buckets.isEmpty()) {
        throw new RemoteException("the source has no bucket of that name that may be listed");
      }
      if (order.isDryRun()) {
        return new DryRun(order, ends, carrier, listener, stop).run(buckets);
      }
      Path report =
          order.report().orElseThrow(() -> new IllegalArgumentException("no place for a report"));
      // The report keeps a second run of the same away, which would give up the uploads of this.
      try (Ledger ledger = Ledger.open(order, report, sourceNow, clock);
          Journal journal =
              Journal.open(report.resolveSibling(report.getFileName() + ".journal"))) {
        if (!ledger.isResumed()) {
          journal.beginAnew();
        }
        return new Run(order, ends, carrier, journal, ledger, listener, stop).run(buckets);
      }
    } catch (StoppedException e) {
      return Ending.STOPPED;
    } catch (CallFailedException e) {
      throw new RemoteException(e.reason(), e);
    } catch (IOException e) {
      throw new RemoteException("the report cannot be written: " + e.getMessage(), e);
    }
  }

  /** What time it is there: what changes after this has a later date there. */
  private static Instant sourceNow(Ends ends, Clock clock) {
    String date =
        ends.source()
            .ask("ListBuckets", client -> client.listBuckets())
            .sdkHttpResponse()
            .firstMatchingHeader("Date")
            .orElse("");
    try {
      return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
    } catch (DateTimeException e) {
      return clock.instant();
    }
  }
}
