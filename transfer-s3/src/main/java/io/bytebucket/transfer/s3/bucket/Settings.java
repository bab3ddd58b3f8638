package io.bytebucket.transfer.s3.bucket;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketWebsiteResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

/** All that a bucket may be told. */
final class Settings {
  private Settings() {}

  /** What has to be there before objects: it decides what may be said of them. */
  static List<Setting<?>> before(String bucket) {
    return List.of(
        Setting.carried(
            "bucket ownership controls",
            client ->
                Optional.of(
                    client
                        .getBucketOwnershipControls(get -> get.bucket(bucket))
                        .ownershipControls()),
            (client, said) ->
                client.putBucketOwnershipControls(
                    put -> put.bucket(bucket).ownershipControls(said))));
  }

  /** What could stand in the way of objects, and so comes after them; what closes comes last. */
  static List<Setting<?>> after(String bucket) {
    return List.of(
        Setting.<List<Tag>>carried(
            "bucket tags",
            client -> some(client.getBucketTagging(get -> get.bucket(bucket)).tagSet()),
            (client, said) ->
                client.putBucketTagging(
                    put -> put.bucket(bucket).tagging(tagging -> tagging.tagSet(said)))),
        Setting.<List<CORSRule>>carried(
            "bucket cors",
            client -> some(client.getBucketCors(get -> get.bucket(bucket)).corsRules()),
            (client, said) ->
                client.putBucketCors(
                    put -> put.bucket(bucket).corsConfiguration(cors -> cors.corsRules(said)))),
        Setting.carried(
            "bucket acl",
            client -> {
              GetBucketAclResponse acl = client.getBucketAcl(get -> get.bucket(bucket));
              return CannedGrants.of(acl.owner(), acl.grants());
            },
            (client, said) -> client.putBucketAcl(put -> put.bucket(bucket).acl(said))),
        Setting.carried(
            "bucket policy",
            client -> Optional.of(client.getBucketPolicy(get -> get.bucket(bucket)).policy()),
            (client, said) -> client.putBucketPolicy(put -> put.bucket(bucket).policy(said))),
        Setting.carried(
            "bucket public access block",
            client ->
                Optional.of(
                    client
                        .getPublicAccessBlock(get -> get.bucket(bucket))
                        .publicAccessBlockConfiguration()),
            (client, said) ->
                client.putPublicAccessBlock(
                    put -> put.bucket(bucket).publicAccessBlockConfiguration(said))));
  }

  /** What ByteBucket does not have. It is looked for, so that the report can name it. */
  static List<Setting<?>> elsewhere(String bucket) {
    return List.of(
        Setting.notCarried(
            "bucket acl grants", client -> grants(client.getBucketAcl(get -> get.bucket(bucket)))),
        Setting.<List<LifecycleRule>>notCarried(
            "bucket lifecycle",
            client ->
                some(client.getBucketLifecycleConfiguration(get -> get.bucket(bucket)).rules())),
        Setting.<List<ServerSideEncryptionRule>>notCarried(
            "bucket encryption",
            client ->
                some(
                    client
                        .getBucketEncryption(get -> get.bucket(bucket))
                        .serverSideEncryptionConfiguration()
                        .rules()
                        .stream()
                        .filter(Settings::hasKey)
                        .toList())),
        Setting.notCarried(
            "bucket replication",
            client ->
                Optional.ofNullable(
                    client
                        .getBucketReplication(get -> get.bucket(bucket))
                        .replicationConfiguration())),
        Setting.<GetBucketWebsiteResponse>notCarried(
            "bucket website",
            client -> Optional.of(client.getBucketWebsite(get -> get.bucket(bucket)))),
        Setting.notCarried(
            "bucket logging",
            client ->
                Optional.ofNullable(
                    client.getBucketLogging(get -> get.bucket(bucket)).loggingEnabled())),
        Setting.<GetBucketNotificationConfigurationResponse>notCarried(
            "bucket notifications",
            client ->
                Optional.of(client.getBucketNotificationConfiguration(get -> get.bucket(bucket)))
                    .filter(Settings::isSaid)),
        Setting.notCarried(
            "bucket object lock",
            client ->
                Optional.ofNullable(
                    client
                        .getObjectLockConfiguration(get -> get.bucket(bucket))
                        .objectLockConfiguration())));
  }

  private static <T> Optional<List<T>> some(List<T> list) {
    return Optional.of(list).filter(each -> !each.isEmpty());
  }

  /** Of a list that is none of the canned ones, and so cannot be said by name. */
  private static Optional<String> grants(GetBucketAclResponse acl) {
    return CannedGrants.of(acl.owner(), acl.grants()).isPresent()
        ? Optional.empty()
        : Optional.of(CannedGrants.told(acl.owner(), acl.grants()));
  }

  private static boolean hasKey(ServerSideEncryptionRule rule) {
    return rule.applyServerSideEncryptionByDefault() != null
        && !"AES256".equals(rule.applyServerSideEncryptionByDefault().sseAlgorithmAsString());
  }

  private static boolean isSaid(GetBucketNotificationConfigurationResponse said) {
    return said.hasTopicConfigurations()
        || said.hasQueueConfigurations()
        || said.hasLambdaFunctionConfigurations()
        || said.eventBridgeConfiguration() != null;
  }
}
