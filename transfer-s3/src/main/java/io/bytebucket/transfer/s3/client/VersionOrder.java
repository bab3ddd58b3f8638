package io.bytebucket.transfer.s3.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;

/**
 * In what order versions and delete markers stand in a page of ListObjectVersions. S3 tells them
 * newest first, which is the only order that there is: dates are whole seconds at AWS. The client
 * puts them into two lists, so the order is taken from the answer as it passes. For one request.
 */
public final class VersionOrder {
  private static final ExecutionAttribute<VersionOrder> WATCHED =
      new ExecutionAttribute<>("BytebucketVersionOrder");

  private final List<Boolean> markers = new ArrayList<>();

  /** Has the answer to a request looked at. */
  public void watch(AwsRequestOverrideConfiguration.Builder request) {
    request.putExecutionAttribute(WATCHED, this);
  }

  /** For each entry of the page whether it is a delete marker. */
  public List<Boolean> markers() {
    return List.copyOf(markers);
  }

  /** Who wants to know of that request, if anybody does. */
  static Optional<VersionOrder> watching(ExecutionAttributes attributes) {
    return Optional.ofNullable(attributes.getAttribute(WATCHED));
  }

  /** The name of what stands next in the page. */
  void add(String element) {
    switch (element) {
      case "Version" -> markers.add(false);
      case "DeleteMarker" -> markers.add(true);
      default -> {
        // What is said of the page itself.
      }
    }
  }
}
