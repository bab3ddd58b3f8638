package io.bytebucket.transfer.s3;

import io.bytebucket.transfer.TransferListener;
import io.bytebucket.transfer.remote.RemoteException;
import io.bytebucket.transfer.remote.RemoteTransfer.Ending;
import io.bytebucket.transfer.remote.StopRequest;
import io.bytebucket.transfer.remote.TransferOrder;
import io.bytebucket.transfer.report.Outcome;
import io.bytebucket.transfer.report.ReportLine;
import io.bytebucket.transfer.s3.bucket.BucketCarrier;
import io.bytebucket.transfer.s3.bucket.BucketCarrier.Versioning;
import io.bytebucket.transfer.s3.bucket.Loss;
import io.bytebucket.transfer.s3.client.CallFailedException;
import io.bytebucket.transfer.s3.client.Ends;
import io.bytebucket.transfer.s3.listing.Listing;
import io.bytebucket.transfer.s3.object.ObjectMover;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run, from the first bucket to the last line of the report. For one thread. */
final class Run {
  private final TransferOrder order;
  private final Ends ends;
  private final BucketCarrier carrier;
  private final Journal journal;
  private final Ledger ledger;
  private final TransferListener listener;
  private final StopRequest stop;
  private final ObjectMover mover;

  Run(
      TransferOrder order,
      Ends ends,
      BucketCarrier carrier,
      Journal journal,
      Ledger ledger,
      TransferListener listener,
      StopRequest stop) {
    this.order = order;
    this.ends = ends;
    this.carrier = carrier;
    this.journal = journal;
    this.ledger = ledger;
    this.listener = listener;
    this.stop = stop;
    this.mover = new ObjectMover(ends, journal);
  }

  Ending run(List<String> buckets) throws IOException {
    giveUpUploads();
    requireRoom(buckets);
    for (Outcome outcome : Outcome.values()) {
      ReportLine.Count told = ledger.totals().of(outcome);
      listener.done(told.objects(), told.bytes());
    }
    try (Census _ = Census.begin(order, ends, carrier, buckets, listener)) {
      if (!journal.isMoved()) {
        moveAll(buckets);
        ledger.sync();
        journal.moved();
      }
      ledger.forget();
    }
    Proof proof = new Proof(ends, ledger, stop, order.limits().parallel());
    for (String bucket : buckets) {
      KeyWork.BucketFacts facts = facts(bucket);
      proof.look(facts, work(facts));
    }
    proof.tell();
    ReportLine.Totals totals = ledger.finish();
    journal.delete();
    return totals.isClean() ? Ending.CLEAN : Ending.FINDINGS;
  }

  private void moveAll(List<String> buckets) throws IOException {
    Optional<Ledger.Place> place = ledger.place();
    for (String bucket : buckets) {
      int order = place.map(at -> bucket.compareTo(at.bucket())).orElse(1);
      if (order >= 0) {
        move(bucket, order == 0 ? place.flatMap(Ledger.Place::keyBefore) : Optional.empty());
      }
    }
  }

  private void move(String bucket, Optional<String> after) throws IOException {
    journal.begin(bucket);
    if (!carrier.isThere(bucket)) {
      tell(carrier.create(bucket));
    }
    Versioning versioning = order.movesVersions() ? carrier.versioning(bucket) : Versioning.NEVER;
    if (versioning != Versioning.NEVER) {
      tell(carrier.keepVersions(bucket, Versioning.ENABLED));
    }
    for (Loss loss : carrier.before(bucket)) {
      tell(Optional.of(loss));
    }
    KeyWork.BucketFacts facts = facts(bucket);
    new BucketRun(ends, work(facts), facts, ledger, stop).move(after, order.limits().parallel());
    if (versioning == Versioning.SUSPENDED && facts.keepsVersions()) {
      tell(carrier.keepVersions(bucket, Versioning.SUSPENDED));
    }
    for (Loss loss : carrier.after(bucket)) {
      tell(Optional.of(loss));
    }
  }

  private void tell(Optional<Loss> loss) throws IOException {
    if (loss.isPresent()) {
      ledger.add(KeyLines.loss(loss.get()));
    }
  }

  private KeyWork.BucketFacts facts(String bucket) {
    // What a first run finds at the target it has put there itself.
    Optional<Instant> since =
        ledger
            .since()
            .or(() -> order.isContinued() ? Optional.empty() : Optional.of(ledger.began()));
    return new KeyWork.BucketFacts(
        bucket,
        order.movesVersions() && carrier.bothKeepVersions(bucket),
        carrier.hasAcls(bucket),
        since);
  }

  private KeyWork work(KeyWork.BucketFacts facts) {
    return new KeyWork(order, facts, ends, mover, listener);
  }

  /** What an earlier start of this run has begun, nobody completes. */
  private void giveUpUploads() {
    Collection<Journal.Upload> left = journal.leftOpen();
    for (Journal.Upload upload : left) {
      try {
        ends.target()
            .ask(
                "AbortMultipartUpload " + upload.bucket() + "/" + upload.key(),
                client ->
                    client.abortMultipartUpload(abort ->
                        abort.bucket(upload.bucket()).key(upload.key()).uploadId(upload.id())));
      } catch (CallFailedException e) {
        if (!e.fault().isNotThere()) {
          listener.note(
              "an upload in parts stays at the target",
              Map.of("bucket", upload.bucket(), "key", upload.key(), "reason", e.reason()));
        }
      }
      journal.closed(upload.bucket(), upload.key(), upload.id());
    }
  }

  /** A first run moves into buckets that are not there, or hold nothing. */
  private void requireRoom(List<String> buckets) {
    if (order.isContinued()) {
      return;
    }
    for (String bucket : buckets) {
      if (!journal.hasBegun(bucket)
          && carrier.isThere(bucket)
          && Listing.of(ends.target(), bucket, false, Optional.empty()).peek().isPresent()) {
        throw new RemoteException(
            "the target has a bucket "
                + bucket
                + " with objects in it; --continue adds to it what it lacks, and leaves alone what"
                + " no transfer brought");
      }
    }
  }
}
