package io.bytebucket.server.client;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Long work that the server does by itself. */
@CommandLine.Command(
    name = "jobs",
    description = "Long work that the server does by itself.",
    synopsisSubcommandLabel = "COMMAND")
final class JobsCommand {
  private static final String ALL = "/api/jobs";
  private static final List<String> COLUMNS =
      List.of("id", "status", "done", "total", "failed", "startedAt", "task");

  @CommandLine.ParentCommand private @Nullable AdminCommand admin;

  @CommandLine.Command(name = "list", description = "List jobs.")
  int list() {
    return admin().table(AdminRequest.get(ALL), "jobs", COLUMNS);
  }

  @CommandLine.Command(name = "show", description = "Say how far a job is.")
  int show(@CommandLine.Parameters(paramLabel = "JOB") String job) {
    return admin().fields(AdminRequest.get(path(job)));
  }

  @CommandLine.Command(name = "cancel", description = "Stop a job; what it did stays done.")
  int cancel(@CommandLine.Parameters(paramLabel = "JOB") String job) {
    return admin().fields(AdminRequest.delete(path(job)));
  }

  @CommandLine.Command(name = "empty", description = "Empty a bucket: every version, and uploads.")
  int empty(@CommandLine.Parameters(paramLabel = "BUCKET") String bucket) {
    return start("empty-bucket", bucket);
  }

  @CommandLine.Command(
      name = "delete-bucket",
      description = "Empty a bucket, every version, and uploads, and delete it.")
  int deleteBucket(@CommandLine.Parameters(paramLabel = "BUCKET") String bucket) {
    return start("delete-bucket", bucket);
  }

  @CommandLine.Command(name = "delete", description = "Delete what a prefix stands before.")
  int delete(
      @CommandLine.Parameters(paramLabel = "BUCKET") String bucket,
      @CommandLine.Parameters(paramLabel = "PREFIX") String prefix,
      @CommandLine.Option(names = "--all-versions", description = "Every version, for good.")
          boolean isEveryVersion) {
    return start(
        task("delete-prefix", bucket).with("prefix", prefix).with("allVersions", isEveryVersion));
  }

  @CommandLine.Command(name = "copy", description = "Copy what a prefix stands before.")
  int copy(
      @CommandLine.Parameters(paramLabel = "BUCKET") String bucket,
      @CommandLine.Parameters(paramLabel = "PREFIX") String prefix,
      @CommandLine.Parameters(paramLabel = "TO_BUCKET") String toBucket,
      @CommandLine.Parameters(paramLabel = "TO_PREFIX") String toPrefix) {
    return transfer("copy-prefix", bucket, prefix, toBucket, toPrefix);
  }

  @CommandLine.Command(name = "move", description = "Move what a prefix stands before.")
  int move(
      @CommandLine.Parameters(paramLabel = "BUCKET") String bucket,
      @CommandLine.Parameters(paramLabel = "PREFIX") String prefix,
      @CommandLine.Parameters(paramLabel = "TO_BUCKET") String toBucket,
      @CommandLine.Parameters(paramLabel = "TO_PREFIX") String toPrefix) {
    return transfer("move-prefix", bucket, prefix, toBucket, toPrefix);
  }

  private int transfer(
      String kind, String bucket, String prefix, String toBucket, String toPrefix) {
    return start(
        task(kind, bucket)
            .with("prefix", prefix)
            .with("toBucket", toBucket)
            .with("toPrefix", Optional.of(toPrefix)));
  }

  private int start(String kind, String bucket) {
    return start(task(kind, bucket));
  }

  private int start(Documents task) {
    return admin().fields(AdminRequest.send("POST", ALL, task.text()));
  }

  private static Documents task(String kind, String bucket) {
    return new Documents().with("kind", kind).with("bucket", bucket);
  }

  private static String path(String job) {
    return AdminRequest.path("api", "jobs", job);
  }

  private AdminCommand admin() {
    return AdminCommand.of(admin);
  }
}
