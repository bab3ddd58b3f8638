package io.bytebucket.transfer.files;

import io.bytebucket.core.bucket.BucketImporter;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.moving.ImportedVersion;
import io.bytebucket.core.moving.Moving;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.SystemMetadata;
import io.bytebucket.core.user.UserId;
import io.bytebucket.transfer.TransferListener;
import io.bytebucket.transfer.report.ReportLine;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Takes a plain tree of files in: each folder of the first level is a bucket, and the path of a
 * file below it is its key. Dates are those of the files; the type of an object follows from the
 * ending of its name. Symbolic links and other things that are no plain files are named and passed
 * over. For one thread.
 */
public final class PlainImport extends SimpleFileVisitor<Path> {
  private static final int BATCH_FILES = 64;

  private final FileTree tree;
  private final Moving moving;
  private final Buckets buckets;
  private final UserId owner;
  private final ImportedObjects objects;
  private final TransferListener listener;
  private final int threads;
  private final RunReport report;
  private final List<Found> batch = new ArrayList<>();

  /** A file that is an object. */
  private record Found(BucketName bucket, ImportedVersion version, String path) {}

  private PlainImport(
      FileTree tree,
      Moving moving,
      Buckets buckets,
      UserId owner,
      TransferListener listener,
      int threads,
      RunReport report) {
    this.tree = tree;
    this.moving = moving;
    this.buckets = buckets;
    this.owner = owner;
    this.objects = new ImportedObjects(moving.objects());
    this.listener = listener;
    this.threads = threads;
    this.report = report;
  }

  /**
   * Takes all in. On return it is on disk, and so is the report. A run that goes on tells of what
   * was there before as equal.
   *
   * @param owner whose buckets and objects they are
   * @return what became of it
   * @throws IOException when a folder cannot be read, or the report not be written
   * @throws StoreException when the store cannot go on
   */
  public static ReportLine.Totals run(
      FilesImport.Order order,
      Moving moving,
      Buckets buckets,
      UserId owner,
      TransferListener listener,
      Clock clock)
      throws IOException {
    FileTree tree = new FileTree(order.directory());
    ReportLine.Header title =
        new ReportLine.Header(
            "import files",
            clock.instant(),
            tree.root().toString(),
            order.to(),
            Map.of("plain", "true"));
    try (RunReport report = RunReport.open(order.report(), title, clock)) {
      PlainImport run =
          new PlainImport(tree, moving, buckets, owner, listener, order.threads(), report);
      listener.total(-1, -1);
      Files.walkFileTree(tree.root(), run);
      run.flush();
      return report.finish();
    }
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
      throws IOException {
    Path within = tree.root().relativize(directory);
    if (directory.equals(tree.root()) || within.getNameCount() > 1) {
      return FileVisitResult.CONTINUE;
    }
    String name = within.toString();
    Optional<BucketName> bucket = bucket(name);
    if (bucket.isEmpty()) {
      report.add(new ReportLine.NotCarried("folder", name, "its name cannot be that of a bucket"));
      return FileVisitResult.SKIP_SUBTREE;
    }
    if (buckets.find(bucket.get()).isEmpty()) {
      BucketImporter.Result _ =
          moving
              .buckets()
              .make(
                  new BucketImporter.Given(
                      bucket.get(),
                      attributes.lastModifiedTime().toInstant(),
                      owner,
                      "",
                      Versioning.UNVERSIONED,
                      Map.of()));
    }
    return FileVisitResult.CONTINUE;
  }

  private static Optional<BucketName> bucket(String name) {
    try {
      return Optional.of(new BucketName(name));
    } catch (StoreException notAllowed) {
      return Optional.empty();
    }
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    Path within = tree.root().relativize(file);
    String path = within.toString();
    if (!attributes.isRegularFile()) {
      report.add(
          new ReportLine.NotCarried(
              "file",
              path,
              attributes.isSymbolicLink() ? "it is a symbolic link" : "it is no plain file"));
    } else if (within.getNameCount() < 2) {
      report.add(new ReportLine.NotCarried("file", path, "it is in no folder"));
    } else if (path.indexOf('\uFFFD') >= 0) {
      report.add(new ReportLine.NotCarried("file", path, "its name is no UTF-8"));
    } else {
      add(within, attributes);
    }
    return FileVisitResult.CONTINUE;
  }

  private void add(Path within, BasicFileAttributes attributes) throws IOException {
    String key = within.subpath(1, within.getNameCount()).toString();
    Instant modified = attributes.lastModifiedTime().toInstant();
    try {
      batch.add(
          new Found(
              new BucketName(within.getName(0).toString()),
              new ImportedVersion(
                  new ObjectKey(key),
                  ImportedVersion.only(modified),
                  false,
                  modified,
                  attributes.size(),
                  Optional.empty(),
                  attributes(key),
                  owner,
                  Optional.empty(),
                  List.of()),
              within.toString()));
    } catch (StoreException notAllowed) {
      report.add(new ReportLine.NotCarried("file", within.toString(), "its path can be no key"));
    }
    if (batch.size() == BATCH_FILES) {
      flush();
    }
  }

  private static ObjectAttributes attributes(String key) {
    String type = URLConnection.guessContentTypeFromName(key.replaceAll("[#?].*", ""));
    SystemMetadata none = SystemMetadata.NONE;
    return new ObjectAttributes(
        type == null
            ? none
            : new SystemMetadata(
                type,
                none.cacheControl(),
                none.contentDisposition(),
                none.contentEncoding(),
                none.contentLanguage(),
                none.expires()),
        Map.of(),
        Map.of(),
        ObjectAttributes.STANDARD);
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    String path = tree.root().relativize(file).toString();
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) || path.isEmpty()) {
      throw e;
    }
    report.add(new ReportLine.NotCarried("file", path, "it cannot be looked at"));
    return FileVisitResult.CONTINUE;
  }

  private void flush() throws IOException {
    List<Callable<ReportLine.OfObject>> tasks = new ArrayList<>();
    long bytes = 0;
    for (Found found : batch) {
      tasks.add(() -> objects.take(found.bucket(), found.version(), () -> tree.open(found.path())));
      bytes += found.version().sizeBytes();
    }
    for (ReportLine.OfObject line : Together.run(threads, tasks)) {
      report.addNew(line);
    }
    listener.done(batch.size(), bytes);
    batch.clear();
  }
}
