package io.bytebucket.transfer.files;

import io.bytebucket.core.Store;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketImporter;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.BucketUsage;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.listing.VersionLister;
import io.bytebucket.core.listing.VersionLister.Item;
import io.bytebucket.core.moving.Moving;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.user.UserId;
import io.bytebucket.transfer.TransferListener;
import io.bytebucket.transfer.report.ReportLine;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Brings a store out as plain files with an index beside them. A run that was stopped goes on where
 * it was when it is started again with the same order. While it runs nobody else may change the
 * store or the directory. It keeps no more in memory than a page of a listing.
 */
public final class FilesExport {
  /** As many versions are brought out between two syncs of the index. */
  private static final int PAGE_VERSIONS = 250;

  /** Or so many parts of them. */
  private static final int PAGE_PARTS = 50_000;

  private final Order order;
  private final Store store;
  private final Moving moving;
  private final TransferListener listener;
  private final Clock clock;

  /**
   * What to bring out, and where to.
   *
   * @param directory made where it is missing
   * @param report where the report goes; a cut one there is gone on with
   * @param from what the report calls the store
   * @param buckets which buckets; empty for all
   * @param prefix what keys begin with
   * @param withSecrets whether the secrets of users come along, encrypted as they are stored
   * @param isPortable whether the tree shall fit file systems that take some names for the same
   * @param threads how many files are written at once
   */
  public record Order(
      Path directory,
      Path report,
      String from,
      List<BucketName> buckets,
      String prefix,
      boolean withSecrets,
      boolean isPortable,
      int threads) {}

  /**
   * An export of that store.
   *
   * @param moving reads what no client is told
   */
  public FilesExport(
      Order order, Store store, Moving moving, TransferListener listener, Clock clock) {
    this.order = order;
    this.store = store;
    this.moving = moving;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * Brings all out. On return the tree, the index and the report are on disk.
   *
   * @return what became of it
   * @throws io.bytebucket.transfer.lines.LinesException when an index or report is there that is
   *     complete, damaged, or of another order
   * @throws IOException when the tree cannot be written; the run can be gone on with
   */
  public ReportLine.Totals run(SecretCipher cipher) throws IOException {
    FileTree.makeRoot(order.directory());
    FileTree tree = new FileTree(order.directory());
    requireOurs(tree);
    tree.begin();
    boolean isPortable = order.isPortable() || !tree.tellsNamesApart();
    IndexLine.Header header =
        new IndexLine.Header(
            clock.instant(),
            order.withSecrets(),
            isPortable,
            order.buckets().stream().map(BucketName::value).toList(),
            order.prefix());
    try (ExportIndex index =
        ExportIndex.open(
            tree,
            new IndexCodec(new UserLines(cipher)),
            header,
            order.report(),
            order.from(),
            clock)) {
      if (!index.isWhole()) {
        sayHowMuch();
        bringAll(index, tree, isPortable);
        tree.end();
      }
      return index.finish();
    }
  }

  /** Into a directory with other things an export would write among them, and over some of them. */
  private void requireOurs(FileTree tree) throws IOException {
    if (FilesImport.hasIndex(tree.root())) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(tree.root())) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (name.equals(KeyPaths.EXPORT)) {
          // One that was killed before it had an index has its report and unfinished files there.
          requireOnly(tree, entry, FileTree.TEMPORARY_NAME);
        } else if (!name.equals("lost+found") && !isReport(entry)) {
          throw notOurs(tree, name);
        }
      }
    }
  }

  private void requireOnly(FileTree tree, Path directory, String ours) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (!name.equals(ours) && !isReport(entry)) {
          throw notOurs(tree, directory.getFileName() + "/" + name);
        }
      }
    }
  }

  private boolean isReport(Path entry) throws IOException {
    return Files.exists(order.report()) && Files.isSameFile(entry, order.report());
  }

  private static UnsafePathException notOurs(FileTree tree, String name) {
    return new UnsafePathException(
        tree.root().toString(),
        "holds what is of no export (" + name + "); an export goes into a directory of its own");
  }

  private void bringAll(ExportIndex index, FileTree tree, boolean isPortable) throws IOException {
    ExportedBytes bytes = new ExportedBytes(store, tree, isPortable);
    if (index.bucket().isEmpty()) {
      bringUsers(index);
    }
    Optional<Bucket> bucket =
        index.bucket().isEmpty()
            ? following("")
            : store.buckets().find(new BucketName(index.bucket().get()));
    while (bucket.isPresent()) {
      bring(index, bytes, tree, bucket.get());
      bucket = following(bucket.get().name().value());
    }
  }

  private void sayHowMuch() {
    long versions = 0;
    long bytes = 0;
    Optional<Bucket> bucket = following("");
    while (bucket.isPresent()) {
      BucketUsage usage = store.buckets().usage(bucket.get().name());
      versions += usage.objects() + usage.noncurrentVersions();
      bytes += usage.bytes() + usage.noncurrentBytes();
      bucket = following(bucket.get().name().value());
    }
    listener.total(order.prefix().isEmpty() ? versions : -1, order.prefix().isEmpty() ? bytes : -1);
  }

  /** The next bucket that is wanted. */
  private Optional<Bucket> following(String after) {
    Buckets.BucketPage page =
        store
            .buckets()
            .list(
                "",
                after,
                1,
                bucket -> order.buckets().isEmpty() || order.buckets().contains(bucket.name()));
    return page.buckets().stream().findFirst();
  }

  private void bringUsers(ExportIndex index) throws IOException {
    List<IndexLine> lines = new ArrayList<>();
    moving
        .saved()
        .read()
        .forEach((setting, fields) -> lines.add(new IndexLine.OfSaved(setting, fields)));
    if (index.user().isEmpty()) {
      index.addAll(lines);
    }
    UserId after = new UserId(index.user());
    List<UserId> ids = store.users().idsAfter(after);
    while (!ids.isEmpty()) {
      List<IndexLine> users = new ArrayList<>();
      for (UserId id : ids) {
        moving
            .users()
            .read(id, order.withSecrets())
            .ifPresent(user -> users.add(new IndexLine.OfUser(user)));
      }
      index.addAll(users);
      ids = store.users().idsAfter(ids.getLast());
    }
  }

  private void bring(ExportIndex index, ExportedBytes bytes, FileTree tree, Bucket bucket)
      throws IOException {
    if (!index.bucket().equals(Optional.of(bucket.name().value()))) {
      BucketImporter.Given given = moving.buckets().read(bucket.name());
      Sidecars.write(tree, given);
      tree.force();
      List<IndexLine> lines = new ArrayList<>();
      lines.add(new IndexLine.OfBucket(given));
      long uploads = store.buckets().usage(bucket.name()).uploads();
      if (uploads > 0) {
        lines.add(
            new IndexLine.Left(
                "upload", bucket.name().value(), uploads + " uploads were not completed"));
      }
      index.addAll(lines);
    }
    Optional<VersionLister.Marker> after = index.lastVersion();
    VersionLister.Page page;
    do {
      page =
          store
              .versionLister()
              .listAsStored(
                  new VersionLister.Query(
                      bucket.name(), order.prefix(), Optional.empty(), after, PAGE_VERSIONS));
      List<Item.Listed> items = page.items().stream().map(item -> (Item.Listed) item).toList();
      for (List<Item.Listed> some : inPieces(items)) {
        bring(index, bytes, tree, bucket, some);
      }
      if (!items.isEmpty()) {
        Item.Listed last = items.getLast();
        after =
            Optional.of(
                new VersionLister.Marker(
                    last.key(), VersionId.parse(last.version().version().text())));
      }
    } while (page.isTruncated());
  }

  private void bring(
      ExportIndex index, ExportedBytes bytes, FileTree tree, Bucket bucket, List<Item.Listed> items)
      throws IOException {
    List<Callable<IndexLine>> tasks = new ArrayList<>();
    for (Item.Listed item : items) {
      tasks.add(() -> bytes.write(bucket, item));
    }
    List<IndexLine> lines = Together.run(order.threads(), tasks);
    tree.force();
    index.addAll(lines);
    listener.done(items.size(), items.stream().mapToLong(item -> item.version().sizeBytes()).sum());
  }

  /** A page, in pieces of which no list of parts is too long to be kept in memory. */
  private static List<List<Item.Listed>> inPieces(List<Item.Listed> page) {
    List<List<Item.Listed>> pieces = new ArrayList<>();
    List<Item.Listed> piece = new ArrayList<>();
    long parts = 0;
    for (Item.Listed item : page) {
      piece.add(item);
      parts += item.version().partCount();
      if (parts >= PAGE_PARTS) {
        pieces.add(piece);
        piece = new ArrayList<>();
        parts = 0;
      }
    }
    pieces.add(piece);
    return pieces;
  }
}
