package io.bytebucket.transfer.files;

import io.bytebucket.core.Store;
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
import io.bytebucket.transfer.source.RawNames;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
      ImportedObjects objects,
      UserId owner,
      TransferListener listener,
      int threads,
      RunReport report) {
    this.tree = tree;
    this.moving = moving;
    this.buckets = buckets;
    this.owner = owner;
    this.objects = objects;
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
      Store store,
      Moving moving,
      UserId owner,
      TransferListener listener,
      Clock clock)
      throws IOException {
    FileTree tree = new FileTree(order.directory());
    ReportLine.Header title = order.title(tree.root().toString(), clock, true);
    try (RunReport report = RunReport.open(order.report(), title, clock)) {
      PlainImport run =
          new PlainImport(
              tree,
              moving,
              store.buckets(),
              order.into(store, moving),
              owner,
              listener,
              order.threads(),
              report);
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
    String name = RawNames.shown(directory);
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
                      bucket.get(), date(attributes), owner, "", Versioning.UNVERSIONED, Map.of()));
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
    String path = pathOf(file);
    if (!attributes.isRegularFile()) {
      report.add(
          new ReportLine.NotCarried(
              "file",
              path,
              attributes.isSymbolicLink() ? "it is a symbolic link" : "it is no plain file"));
    } else if (within.getNameCount() < 2) {
      report.add(new ReportLine.NotCarried("file", path, "it is in no folder"));
    } else if (!isUtf8(file)) {
      report.add(new ReportLine.NotCarried("file", path, "its name is no UTF-8"));
    } else {
      add(path, attributes);
    }
    return FileVisitResult.CONTINUE;
  }

  private boolean isUtf8(Path file) {
    Path at = file;
    while (!at.equals(tree.root())) {
      if (RawNames.name(at).isEmpty()) {
        return false;
      }
      at = Objects.requireNonNull(at.getParent());
    }
    return true;
  }

  /** Where a file is below the root, in UTF-8. */
  private String pathOf(Path file) {
    Deque<String> names = new ArrayDeque<>();
    for (Path at = file; !at.equals(tree.root()); at = Objects.requireNonNull(at.getParent())) {
      names.addFirst(RawNames.shown(at));
    }
    return String.join("/", names);
  }

  /** No date here is before 1970. */
  private static Instant date(BasicFileAttributes attributes) {
    return Instant.ofEpochMilli(Math.max(0, attributes.lastModifiedTime().toMillis()));
  }

  private void add(String path, BasicFileAttributes attributes) throws IOException {
    int slash = path.indexOf('/');
    String key = path.substring(slash + 1);
    Instant modified = date(attributes);
    try {
      batch.add(
          new Found(
              new BucketName(path.substring(0, slash)),
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
              path));
    } catch (StoreException notAllowed) {
      report.add(new ReportLine.NotCarried("file", path, "its path can be no key"));
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
    String path = pathOf(file);
    if (path.isEmpty()) {
      throw e;
    }
    boolean isFolder = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
    report.add(
        new ReportLine.NotCarried(
            isFolder ? "folder" : "file",
            path,
            isFolder ? "it cannot be read, and nothing below it" : "it cannot be looked at"));
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
