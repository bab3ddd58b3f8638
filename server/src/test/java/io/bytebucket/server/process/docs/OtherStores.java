package io.bytebucket.server.process.docs;

import io.bytebucket.server.process.ServerProcess;
import io.bytebucket.testkit.original.OriginalData;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The stores that pages about moving have besides ours, which stand for those of others. */
final class OtherStores {
  private static final String OLD = "https://old.example.com";
  private static final String NEW = "https://new.example.com";

  private final Path folder;
  private final int[] oldPorts = ServerProcess.freePorts();
  private final int[] newPorts = ServerProcess.freePorts();

  OtherStores(Path folder) {
    this.folder = folder;
  }

  /** What starts two of them, with the same credentials as ours has, and a bucket in the first. */
  String start() {
    return "set -a; . %1$s/etc/bytebucket/bytebucket.env; set +a\n".formatted(folder)
        + start("old", oldPorts)
        + start("new", newPorts)
        + """
        export AWS_ACCESS_KEY_ID=$ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY=$SECRET_ACCESS_KEY
        export AWS_DEFAULT_REGION=us-east-1
        aws --endpoint-url %1$s s3 mb s3://albums
        aws --endpoint-url %1$s s3 cp holiday.jpg s3://albums/2025/holiday.jpg
        aws --endpoint-url %1$s s3 cp big.bin s3://albums/big.bin
        """
            .formatted(OLD);
  }

  private String start(String name, int[] ports) {
    return """
    DATA_DIR=%1$s/%2$s S3_LISTEN=127.0.0.1:%3$d ADMIN_LISTEN=127.0.0.1:%4$d nohup %5$s server >%1$s/%2$s.log 2>&1 &
    echo $! >%1$s/%2$s.pid
    until curl --fail --silent http://127.0.0.1:%4$d/health >%1$s/health; do
      kill -0 "$(cat %1$s/%2$s.pid)"
      sleep 0.1
    done
    """
        .formatted(folder, name, ports[0], ports[1], String.join(" ", ServerProcess.launcher()));
  }

  /** Puts a data directory of the original, and two exports of MinIO, where pages have them. */
  void leave(Path home) throws IOException {
    OriginalData.make(folder.resolve("var/lib/docker/volumes/bytebucket-data/_data"), 40, 7);
    zip(
        home.resolve("old-iam-info.zip"),
        Map.of(
            "iam-assets/users.json",
            "{\"anna\": {\"secretKey\": \"anna-has-a-secret\", \"status\": \"enabled\"}}",
            "iam-assets/policies.json",
            "{\"consoleAdmin\": {\"Version\": \"2012-10-17\", \"Statement\":"
                + " [{\"Effect\": \"Allow\", \"Action\": [\"s3:*\", \"admin:*\"], \"Resource\": [\"arn:aws:s3:::*\"]}]}}",
            "iam-assets/user_mappings.json",
            "{\"anna\": {\"version\": 1, \"policy\": \"consoleAdmin\"}}"));
    zip(
        home.resolve("old-bucket-metadata.zip"),
        Map.of("photos/quota.json", "{\"quota\": 1000000, \"quotatype\": \"hard\"}"));
  }

  private static void zip(Path file, Map<String, String> files) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, String> entry : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /** The text with where they are here in place of where pages say that they are. */
  String named(String text) {
    return text.replace(OLD, "http://127.0.0.1:" + oldPorts[0])
        .replace(NEW, "http://127.0.0.1:" + newPorts[0])
        .replace("the one of the old server", OriginalData.KEY)
        .replaceAll("(?<=[\\s=])/var/lib/docker", folder + "/var/lib/docker");
  }
}
