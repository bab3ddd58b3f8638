package io.bytebucket.server.process;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** What a bucket holds, so that two can be compared. */
public final class AllVersions {
  private AllVersions() {}

  /** Of every version its key, ETag and size, and whether it is the latest; and every marker. */
  public static List<String> of(S3Client client, String bucket) {
    List<String> found = new ArrayList<>();
    client
        .listObjectVersionsPaginator(ListObjectVersionsRequest.builder().bucket(bucket).build())
        .forEach(page -> {
          page.versions().forEach(version -> found.add(text(version)));
          page.deleteMarkers()
              .forEach(marker -> found.add(marker.key() + " marker " + marker.isLatest()));
        });
    // Versions and markers come in two lists a page: each of them is in order.
    return found.stream().sorted().toList();
  }

  private static String text(ObjectVersion version) {
    return version.key()
        + " "
        + version.eTag()
        + " "
        + version.size()
        + (Boolean.TRUE.equals(version.isLatest()) ? " latest" : "");
  }

  /** How many objects there are, up to a page of them. */
  public static int count(S3Client client, String bucket) {
    return client.listObjectsV2Paginator(request -> request.bucket(bucket)).stream()
        .mapToInt(page -> page.keyCount())
        .sum();
  }
}
