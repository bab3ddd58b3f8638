package io.bytebucket.transfer.files;

import io.bytebucket.core.Store;
import io.bytebucket.core.bucket.BucketImporter;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.moving.Moving;
import io.bytebucket.core.moving.ObjectImporter;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.user.UserImporter;
import io.bytebucket.transfer.TransferListener;
import io.bytebucket.transfer.lines.JsonObject;
import io.bytebucket.transfer.lines.LinesException;
import io.bytebucket.transfer.lines.LinesReader;
import io.bytebucket.transfer.report.Outcome;
import io.bytebucket.transfer.report.ReportLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * Takes an export in again, by its index: everything comes back as it was. What is there already is
 * never changed. A run that was stopped goes on where it was. For one thread.
 */
public final class FilesImport {
  /** As many versions are taken in between two looks at how far it is. */
  private static final int BATCH_VERSIONS = 64;

  /** Or so many parts of them: their list is in memory. */
  private static final int BATCH_PARTS = 50_000;

  private final FileTree tree;
  private final IndexCodec codec;
  private final Moving moving;
  private final ImportedObjects objects;
  private final TransferListener listener;
  private final int threads;
  private final List<IndexLine.OfVersion> batch = new ArrayList<>();
  private int batchParts;

  private FilesImport(
      FileTree tree,
      IndexCodec codec,
      Moving moving,
      ImportedObjects objects,
      TransferListener listener,
      int threads) {
    this.tree = tree;
    this.codec = codec;
    this.moving = moving;
    this.objects = objects;
    this.listener = listener;
    this.threads = threads;
  }

  /** Whether there is an index in that directory. */
  public static boolean hasIndex(Path directory) {
    return Files.exists(directory.resolve(ExportIndex.PATH), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * What to take in.
   *
   * @param directory what an export wrote
   * @param report where the report goes; a cut one there is gone on with
   * @param to what the report calls the store
   * @param isVerifiedInFull whether each object is read back, and compared with its file byte for
   *     byte
   * @param threads how many objects are taken in at once
   */
  public record Order(
      Path directory, Path report, String to, boolean isVerifiedInFull, int threads) {
    /** What the report is headed with. */
    ReportLine.Header title(String from, Clock clock, boolean isPlain) {
      Map<String, String> options = new TreeMap<>();
      if (isPlain) {
        options.put("plain", "true");
      }
      if (isVerifiedInFull) {
        options.put("verify", "full");
      }
      return new ReportLine.Header("import files", clock.instant(), from, to, options);
    }

    /** What takes objects into that store. */
    ImportedObjects into(Store store, Moving moving) {
      return new ImportedObjects(
          moving.objects(), isVerifiedInFull ? Optional.of(store.reader()) : Optional.empty());
    }
  }

  /**
   * Takes all in. On return it is on disk, and so is the report.
   *
   * @param cipher the one with which secrets were exported
   * @return what became of it
   * @throws LinesException when the index is cut or damaged: then nothing was changed; or when the
   *     report is of something else
   * @throws IOException when the report cannot be written, or the index not be read
   * @throws io.bytebucket.core.failure.StoreException when the store cannot go on
   */
  public static ReportLine.Totals run(
      Order order,
      Store store,
      Moving moving,
      SecretCipher cipher,
      TransferListener listener,
      Clock clock)
      throws IOException {
    FileTree tree = new FileTree(order.directory());
    FilesImport run =
        new FilesImport(
            tree,
            new IndexCodec(new UserLines(cipher)),
            moving,
            order.into(store, moving),
            listener,
            order.threads());
    Path index = tree.resolve(ExportIndex.PATH);
    run.verify(index);
    ReportLine.Header title = order.title(tree.root().toString(), clock, false);
    try (RunReport report = RunReport.open(order.report(), title, clock)) {
      LinesReader.read(index, json -> run.take(run.codec.decode(json), report));
      run.flush(report);
      return report.finish();
    }
  }

  /** Reads all of the index before anything is changed, and says how much there is. */
  private void verify(Path index) throws IOException {
    long[] sums = new long[2];
    boolean[] isBegun = new boolean[1];
    LinesReader.read(
        index,
        json -> {
          IndexLine line = decoded(index, json);
          if (!isBegun[0] && !(line instanceof IndexLine.Header)) {
            throw new LinesException(LinesException.Fault.UNKNOWN, index, 1, "no index");
          }
          isBegun[0] = true;
          if (line instanceof IndexLine.OfVersion of) {
            sums[0]++;
            sums[1] += of.version().sizeBytes();
          }
        });
    listener.total(sums[0], sums[1]);
  }

  private IndexLine decoded(Path index, JsonObject json) throws LinesException {
    try {
      return codec.decode(json);
    } catch (StoreException e) {
      if (e.failure() instanceof Failure.WrongEncryptionKey) {
        throw new LinesException(LinesException.Fault.OTHER_KEY, index, 0, "");
      }
      throw e;
    }
  }

  private void take(IndexLine line, RunReport report) throws IOException {
    if (line instanceof IndexLine.OfVersion of) {
      batch.add(of);
      batchParts += of.version().parts().size();
      if (batch.size() == BATCH_VERSIONS || batchParts >= BATCH_PARTS) {
        flush(report);
      }
      return;
    }
    flush(report);
    switch (line) {
      case IndexLine.OfBucket of -> bucket(of.bucket(), report);
      case IndexLine.OfUser of -> user(of.user(), report);
      case IndexLine.OfSaved of -> {
        if (!moving.saved().save(of.setting(), of.fields())) {
          report.add(
              new ReportLine.NotCarried(
                  "setting", of.setting().text(), "another value is saved already"));
        }
      }
      case IndexLine.Failed failed ->
          report.add(
              ReportLine.OfObject.failed(
                      failed.bucket(),
                      failed.key(),
                      failed.versionId(),
                      failed.sizeBytes(),
                      failed.reason())
                  .withOutcome(
                      Outcome.NOT_CARRIED, "it could not be exported: " + failed.reason()));
      case IndexLine.Left left ->
          report.add(new ReportLine.NotCarried(left.kind(), left.name(), left.reason()));
      case IndexLine.Header _, IndexLine.OfVersion _ -> {}
    }
  }

  private void bucket(BucketImporter.Given given, RunReport report) throws IOException {
    switch (moving.buckets().make(given)) {
      case BucketImporter.Result.Made _, BucketImporter.Result.Equal _ -> {}
      case BucketImporter.Result.Different(String what) ->
          report.add(
              new ReportLine.NotCarried(
                  "bucket", given.name().value(), "there is one with another " + what));
    }
  }

  private void user(UserImporter.Given given, RunReport report) throws IOException {
    switch (moving.users().make(given)) {
      case UserImporter.Result.Made _, UserImporter.Result.Equal _ -> {}
      case UserImporter.Result.Different(String what) ->
          report.add(
              new ReportLine.NotCarried(
                  "user", given.user().name(), "there is another one with that " + what));
    }
    for (UserImporter.GivenKey key : given.keys()) {
      if (key.secret().isEmpty()) {
        report.add(
            new ReportLine.NotCarried(
                "secret",
                key.id(),
                "it was not exported: the key is not in use until it is reset"));
      }
    }
  }

  private void flush(RunReport report) throws IOException {
    List<IndexLine.OfVersion> todo = new ArrayList<>();
    for (IndexLine.OfVersion of : batch) {
      if (!report.passes()) {
        todo.add(of);
      }
    }
    List<Callable<ReportLine.OfObject>> tasks = new ArrayList<>();
    for (IndexLine.OfVersion of : todo) {
      tasks.add(() -> objects.take(new BucketName(of.bucket()), of.version(), body(of)));
    }
    for (ReportLine.OfObject line : Together.run(threads, tasks)) {
      report.addNew(line);
    }
    listener.done(batch.size(), batch.stream().mapToLong(of -> of.version().sizeBytes()).sum());
    batch.clear();
    batchParts = 0;
  }

  private ObjectImporter.Body body(IndexLine.OfVersion of) {
    return () -> tree.open(of.file());
  }
}
