package io.bytebucket.server.client;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import tools.jackson.databind.node.LongNode;

/** Buckets. */
@CommandLine.Command(
    name = "buckets",
    description = "Buckets.",
    synopsisSubcommandLabel = "COMMAND")
final class BucketsCommand {
  @CommandLine.ParentCommand private @Nullable AdminCommand admin;

  @CommandLine.Command(name = "list", description = "List buckets.")
  int list() {
    return admin().table(AdminRequest.get("/api/s3/"), "buckets", List.of("name", "creationDate"));
  }

  @CommandLine.Command(name = "create", description = "Make a bucket.")
  int create(@CommandLine.Parameters(paramLabel = "BUCKET") String bucket) {
    return admin().fields(AdminRequest.send("PUT", path(bucket), ""));
  }

  @CommandLine.Command(name = "delete", description = "Remove a bucket that is empty.")
  int delete(@CommandLine.Parameters(paramLabel = "BUCKET") String bucket) {
    return admin().fields(AdminRequest.delete(path(bucket)));
  }

  @CommandLine.Command(
      name = "quota",
      description = "Say how much a bucket may hold; print it when nothing is said.")
  int quota(
      @CommandLine.Parameters(paramLabel = "BUCKET") String bucket,
      @CommandLine.Option(names = "--bytes", paramLabel = "COUNT", description = "Bytes.")
          Optional<Long> bytes,
      @CommandLine.Option(names = "--objects", paramLabel = "COUNT", description = "Objects.")
          Optional<Long> objects,
      @CommandLine.Option(names = "--none", description = "As much as there is room for.")
          boolean isNone) {
    String target = path(bucket) + "?quota";
    if (isNone) {
      return admin().fields(AdminRequest.delete(target));
    }
    if (bytes.isEmpty() && objects.isEmpty()) {
      return admin().fields(AdminRequest.get(target));
    }
    Documents quota = new Documents();
    bytes.ifPresent(count -> quota.with("bytes", LongNode.valueOf(count)));
    objects.ifPresent(count -> quota.with("objects", LongNode.valueOf(count)));
    return admin().fields(AdminRequest.send("PUT", target, quota.text()));
  }

  private static String path(String bucket) {
    return AdminRequest.path("api", "s3", bucket);
  }

  private AdminCommand admin() {
    return AdminCommand.of(admin);
  }
}
