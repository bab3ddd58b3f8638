package io.bytebucket.server.remote;

import io.bytebucket.server.client.ClientException;
import io.bytebucket.transfer.remote.RemoteEndpoint;
import java.net.URI;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Moves buckets from another S3 endpoint into this server. */
@CommandLine.Command(
    name = "s3",
    description = {
      "Move buckets from another S3 endpoint into a running server.",
      "",
      "Versions come in their order, with their delete markers. What cannot be carried is named in"
          + " the report, which says of each version what became of it. A run that was stopped goes"
          + " on with the same command, and --continue moves what changed since the last run."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:All is there and equal.",
      "1:It could not be done; standard error says why. What was moved stays.",
      "2:Arguments that there are not, or no credentials.",
      "3:Done, and the report names what differs or could not be carried.",
      "4:Told to stop; the same command goes on where it was."
    })
public final class ImportS3Command implements Callable<Integer> {
  private static final int MISUSED = 2;

  @CommandLine.Spec private CommandLine.Model.@Nullable CommandSpec spec;

  @CommandLine.Option(
      names = "--from",
      required = true,
      paramLabel = "URL",
      description = "The other endpoint, such as https://s3.example.com.")
  private @Nullable URI other;

  @CommandLine.Mixin private OtherEnd otherEnd = new OtherEnd();
  @CommandLine.Mixin private ThisEnd thisEnd = new ThisEnd();
  @CommandLine.Mixin private WayOptions way = new WayOptions();

  @Override
  public Integer call() {
    if (spec == null || other == null) {
      throw new IllegalStateException("the command line was not read");
    }
    try {
      RemoteEndpoint there = otherEnd.at(other, System.getenv());
      RemoteEndpoint here = thisEnd.endpoint(System.getenv());
      return RemoteWork.run(way.order("import s3", there, here), spec.commandLine());
    } catch (ClientException e) {
      spec.commandLine().getErr().println("bytebucket: " + e.getMessage());
      return MISUSED;
    }
  }
}
