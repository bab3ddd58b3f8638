package io.bytebucket.server.remote;

import io.bytebucket.transfer.remote.RemoteEndpoint;
import io.bytebucket.transfer.remote.TransferOrder;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What is moved, and how. */
final class WayOptions {
  private static final int PARALLEL_MAX = 1_024;

  /** How it is made sure that the target has what the source has. */
  enum Verify {
    ETAG,
    FULL
  }

  /** Which versions are moved. */
  enum Versions {
    ALL,
    CURRENT
  }

  /** Reads words in lower case. */
  static final class VerifyWord implements CommandLine.ITypeConverter<Verify> {
    @Override
    public Verify convert(String word) {
      return switch (word) {
        case "etag" -> Verify.ETAG;
        case "full" -> Verify.FULL;
        default -> throw new CommandLine.TypeConversionException("say etag or full");
      };
    }
  }

  /** Reads words in lower case. */
  static final class VersionsWord implements CommandLine.ITypeConverter<Versions> {
    @Override
    public Versions convert(String word) {
      return switch (word) {
        case "all" -> Versions.ALL;
        case "current" -> Versions.CURRENT;
        default -> throw new CommandLine.TypeConversionException("say all or current");
      };
    }
  }

  @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
  private CommandLine.Model.@Nullable CommandSpec spec;

  @CommandLine.Option(
      names = "--bucket",
      paramLabel = "PATTERN",
      description =
          "Only buckets with such a name; * stands for any text, ? for one letter. May be said more"
              + " than once. All buckets if nothing is said.")
  private List<String> buckets = List.of();

  @CommandLine.Option(
      names = "--report",
      paramLabel = "FILE",
      description =
          "Where the report goes; the same file goes on with a run that was stopped. By default"
              + " import-s3.report or export-s3.report.")
  private Optional<Path> report = Optional.empty();

  @CommandLine.Option(
      names = "--continue",
      description =
          "Move what changed since the last run of the same report; buckets may be there already,"
              + " and what no transfer brought to them is left alone.")
  private boolean isContinued;

  @CommandLine.Option(
      names = "--settings",
      description =
          "With --continue: compare the tags and access control lists of what is there already, and"
              + " bring those that changed. No listing tells of that, so it takes up to four"
              + " requests for each version.")
  private boolean isAligning;

  @CommandLine.Option(
      names = "--verify",
      paramLabel = "HOW",
      converter = VerifyWord.class,
      defaultValue = "etag",
      description =
          "etag: ETags and checksums, which the target holds against the bytes. full: besides, read"
              + " every version at both ends and compare each byte, what describes it, and its"
              + " tags.")
  private Verify verify = Verify.ETAG;

  @CommandLine.Option(
      names = "--versions",
      paramLabel = "WHICH",
      converter = VersionsWord.class,
      defaultValue = "all",
      description = "all: older versions and delete markers, too. current: objects as they are.")
  private Versions versions = Versions.ALL;

  @CommandLine.Option(
      names = "--no-acls",
      description = "Leave out the access control lists of objects: one request less for each.")
  private boolean isWithoutAcls;

  @CommandLine.Option(
      names = "--delete",
      description =
          "With --continue: delete at the target what is gone from the source, where a transfer"
              + " brought it and versions are not kept.")
  private boolean isDeleting;

  @CommandLine.Option(
      names = "--dry-run",
      description = "Say what would be moved, by what the listings tell; change nothing.")
  private boolean isDryRun;

  @CommandLine.Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "32",
      description = "So many objects at once, up to 1024; 32 if nothing is said.")
  private int parallel = 32;

  @CommandLine.Option(
      names = "--rate",
      paramLabel = "BYTES/s",
      converter = Amount.class,
      description = "Read at most so many bytes a second from the source: 500K, 20M, 1G.")
  private Optional<Long> rate = Optional.empty();

  @CommandLine.Option(
      names = "--requests",
      paramLabel = "N/s",
      converter = Amount.class,
      description = "Ask each end at most so often a second.")
  private Optional<Long> requests = Optional.empty();

  @CommandLine.Option(
      names = "--attempts",
      paramLabel = "N",
      defaultValue = "8",
      description =
          "Make a request up to so often while it fails for reasons that pass, waiting longer each"
              + " time; 8 if nothing is said.")
  private int attempts = 8;

  /** The order, for that command. */
  TransferOrder order(String command, RemoteEndpoint source, RemoteEndpoint target) {
    require(parallel >= 1 && parallel <= PARALLEL_MAX, "--parallel is a number from 1 to 1024");
    require(attempts >= 1 && attempts <= 100, "--attempts is a number from 1 to 100");
    require(!isDeleting || isContinued, "--delete goes with --continue");
    require(!isAligning || isContinued, "--settings goes with --continue");
    Path file =
        report.orElse(Path.of(command.replace(' ', '-').toLowerCase(Locale.ROOT) + ".report"));
    return new TransferOrder(
        command,
        source,
        target,
        buckets,
        Optional.of(file.toAbsolutePath()),
        mode(),
        wishes(),
        new TransferOrder.Limits(parallel, rate.orElse(0L), requests.orElse(0L), attempts));
  }

  private TransferOrder.Mode mode() {
    if (isDryRun) {
      return new TransferOrder.Mode.Dry();
    }
    return isContinued
        ? new TransferOrder.Mode.Continued(isAligning, isDeleting)
        : new TransferOrder.Mode.First();
  }

  private Set<TransferOrder.Wish> wishes() {
    Set<TransferOrder.Wish> wishes = EnumSet.noneOf(TransferOrder.Wish.class);
    if (versions == Versions.ALL) {
      wishes.add(TransferOrder.Wish.VERSIONS);
    }
    if (!isWithoutAcls) {
      wishes.add(TransferOrder.Wish.ACLS);
    }
    if (verify == Verify.FULL) {
      wishes.add(TransferOrder.Wish.COMPARED_BYTES);
    }
    return wishes;
  }

  private void require(boolean isSo, String message) {
    if (!isSo && spec != null) {
      throw new CommandLine.ParameterException(spec.commandLine(), message);
    }
  }
}
