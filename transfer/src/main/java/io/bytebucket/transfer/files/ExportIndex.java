package io.bytebucket.transfer.files;

import io.bytebucket.core.listing.VersionLister;
import io.bytebucket.core.moving.ImportedVersion;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.transfer.lines.JsonObject;
import io.bytebucket.transfer.lines.LinesException;
import io.bytebucket.transfer.lines.LinesWriter;
import io.bytebucket.transfer.report.Outcome;
import io.bytebucket.transfer.report.ReportLine;
import io.bytebucket.transfer.report.ReportWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The index of an export and its report, as they grow together: a line is added when what it names
 * is on disk, so its last line says where to go on. For one thread.
 */
final class ExportIndex implements AutoCloseable {
  /** Where it stands in the tree. */
  static final String PATH = KeyPaths.EXPORT + "/index.jsonl";

  private final IndexCodec codec;
  private final ReportWriter report;

  /** None where all lines of the index were there already. */
  private final Optional<LinesWriter> lines;

  private String user = "";
  private Optional<String> bucket = Optional.empty();
  private Optional<VersionLister.Marker> lastVersion = Optional.empty();

  private ExportIndex(IndexCodec codec, Optional<LinesWriter> lines, ReportWriter report) {
    this.codec = codec;
    this.lines = lines;
    this.report = report;
  }

  /** Begins an index and a report, or goes on with those there are. */
  static ExportIndex open(
      FileTree tree,
      IndexCodec codec,
      IndexLine.Header header,
      Path reportFile,
      String from,
      Clock clock)
      throws IOException {
    Path file = tree.resolve(PATH);
    tree.makeDirectories(KeyPaths.EXPORT);
    ReportLine.Header title =
        new ReportLine.Header(
            "export files", header.at(), from, tree.root().toString(), options(header));
    boolean isThere = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    AtomicLong told = new AtomicLong();
    ReportWriter report = ReportWriter.open(reportFile, title, clock, line -> count(line, told));
    try {
      if (!isThere && told.get() > 0) {
        throw new LinesException(
            LinesException.Fault.UNKNOWN, reportFile, 0, "its index is not there any more");
      }
      return isThere
          ? resumed(file, codec, header, report, told.get())
          : begun(file, codec, header, report);
    } catch (IOException e) {
      report.close();
      throw e;
    }
  }

  private static Map<String, String> options(IndexLine.Header header) {
    return Map.of(
        "buckets", String.join(",", header.buckets()),
        "prefix", header.prefix(),
        "secrets", Boolean.toString(header.withSecrets()),
        "portable", Boolean.toString(header.isPortable()));
  }

  private static void count(ReportLine line, AtomicLong told) {
    switch (line) {
      case ReportLine.OfObject _, ReportLine.NotCarried _ -> told.incrementAndGet();
      case ReportLine.Header _, ReportLine.Resumed _, ReportLine.Totals _ -> {}
    }
  }

  private static ExportIndex begun(
      Path file, IndexCodec codec, IndexLine.Header header, ReportWriter report)
      throws IOException {
    LinesWriter lines = LinesWriter.create(file);
    lines.add(codec.encode(header));
    lines.sync();
    return new ExportIndex(codec, Optional.of(lines), report);
  }

  private static ExportIndex resumed(
      Path file, IndexCodec codec, IndexLine.Header header, ReportWriter report, long told)
      throws IOException {
    Resumption resumption = new Resumption(codec, header, file, report, told);
    Optional<LinesWriter> lines = Optional.empty();
    try {
      lines = Optional.of(LinesWriter.resume(file, resumption::take));
      if (!resumption.isBegun) {
        lines.get().add(codec.encode(header));
      }
    } catch (LinesException e) {
      if (e.fault() != LinesException.Fault.COMPLETE) {
        throw e;
      }
      // The run was stopped between the last line of the index and that of the report.
    }
    ExportIndex index = new ExportIndex(codec, lines, report);
    resumption.state.forEach(index::note);
    return index;
  }

  /** What an index that is gone on with holds: the last line of each kind is all that counts. */
  private static final class Resumption {
    private final IndexCodec codec;
    private final IndexLine.Header header;
    private final Path file;
    private final ReportWriter report;
    private final List<IndexLine> state = new ArrayList<>();
    private long told;
    private boolean isBegun;

    Resumption(
        IndexCodec codec, IndexLine.Header header, Path file, ReportWriter report, long told) {
      this.codec = codec;
      this.header = header;
      this.file = file;
      this.report = report;
      this.told = told;
    }

    void take(JsonObject json) throws IOException {
      IndexLine line = codec.decode(json);
      if (line instanceof IndexLine.Header there) {
        isBegun = true;
        if (!there.isLike(header)) {
          throw new LinesException(
              LinesException.Fault.UNKNOWN,
              file,
              1,
              "it is the index of an export of other things");
        }
      }
      state.removeIf(old -> old.getClass() == line.getClass());
      state.add(line);
      Optional<ReportLine> toTell = reported(line);
      if (toTell.isPresent() && told-- <= 0) {
        add(report, toTell.get());
      }
    }
  }

  /** Whether nothing is left to do but to end it. */
  boolean isWhole() {
    return lines.isEmpty();
  }

  /** The user that was brought out last; empty for none. */
  String user() {
    return user;
  }

  /** The bucket that was begun last. */
  Optional<String> bucket() {
    return bucket;
  }

  /** The version of it that was brought out last. */
  Optional<VersionLister.Marker> lastVersion() {
    return lastVersion;
  }

  /** Adds lines about what is on disk. On return they are, too. */
  void addAll(List<IndexLine> more) throws IOException {
    LinesWriter out = lines.orElseThrow();
    for (IndexLine line : more) {
      out.add(codec.encode(line));
    }
    out.sync();
    for (IndexLine line : more) {
      Optional<ReportLine> toTell = reported(line);
      if (toTell.isPresent()) {
        add(report, toTell.get());
      }
      note(line);
    }
  }

  private void note(IndexLine line) {
    switch (line) {
      case IndexLine.OfUser given -> user = given.user().user().id().value();
      case IndexLine.OfBucket given -> {
        bucket = Optional.of(given.bucket().name().value());
        lastVersion = Optional.empty();
      }
      case IndexLine.OfVersion of ->
          lastVersion = Optional.of(marker(of.version().key().value(), of.version().version()));
      case IndexLine.Failed failed ->
          lastVersion =
              Optional.of(
                  new VersionLister.Marker(failed.key(), VersionId.parse(failed.versionId())));
      case IndexLine.Header _, IndexLine.OfSaved _, IndexLine.Left _ -> {}
    }
  }

  private static VersionLister.Marker marker(String key, VersionId version) {
    return new VersionLister.Marker(key, VersionId.parse(version.text()));
  }

  private static Optional<ReportLine> reported(IndexLine line) {
    return switch (line) {
      case IndexLine.OfVersion of -> Optional.of(copied(of.bucket(), of.version()));
      case IndexLine.Failed failed ->
          Optional.of(
              ReportLine.OfObject.failed(
                  failed.bucket(),
                  failed.key(),
                  failed.versionId(),
                  failed.sizeBytes(),
                  failed.reason()));
      case IndexLine.Left left ->
          Optional.of(new ReportLine.NotCarried(left.kind(), left.name(), left.reason()));
      case IndexLine.Header _, IndexLine.OfSaved _, IndexLine.OfUser _, IndexLine.OfBucket _ ->
          Optional.empty();
    };
  }

  private static ReportLine.OfObject copied(String bucket, ImportedVersion version) {
    return VersionReports.of(bucket, version, Outcome.COPIED, "");
  }

  private static void add(ReportWriter report, ReportLine line) throws IOException {
    switch (line) {
      case ReportLine.OfObject object -> report.add(object);
      case ReportLine.NotCarried thing -> report.add(thing);
      case ReportLine.Header _, ReportLine.Resumed _, ReportLine.Totals _ ->
          throw new IllegalArgumentException("no line about something");
    }
  }

  /** Ends both. On return they are on disk. */
  ReportLine.Totals finish() throws IOException {
    if (lines.isPresent()) {
      lines.get().finish(new JsonObject().put("line", "end"));
    }
    return report.finish();
  }

  @Override
  public void close() throws IOException {
    try (ReportWriter _ = report) {
      if (lines.isPresent()) {
        lines.get().close();
      }
    }
  }
}
