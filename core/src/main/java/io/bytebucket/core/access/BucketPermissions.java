package io.bytebucket.core.access;

import static io.bytebucket.core.access.OperationNeeds.row;

import java.util.List;

/**
 * The rows of {@link Permissions} that are about the store, and about buckets and what they say.
 */
final class BucketPermissions {
  static final List<OperationNeeds> ROWS =
      List.of(
          row(OperationName.LIST_BUCKETS).on(Need.Part.STORE, Action.LIST_ALL_MY_BUCKETS),
          row(OperationName.LIST_DIRECTORY_BUCKETS),
          row(OperationName.CREATE_BUCKET)
              .on(Need.Part.NEW_BUCKET, Action.CREATE_BUCKET)
              .on(Need.Part.NEW_BUCKET, Action.PUT_BUCKET_ACL, Circumstance.ACL)
              .on(
                  Need.Part.NEW_BUCKET,
                  Action.PUT_BUCKET_OBJECT_LOCK_CONFIGURATION,
                  Circumstance.BUCKET_LOCK)
              .on(Need.Part.NEW_BUCKET, Action.PUT_BUCKET_VERSIONING, Circumstance.BUCKET_LOCK)
              .on(
                  Need.Part.NEW_BUCKET,
                  Action.PUT_BUCKET_OWNERSHIP_CONTROLS,
                  Circumstance.OWNERSHIP),
          row(OperationName.DELETE_BUCKET).bucket(Action.DELETE_BUCKET),
          row(OperationName.HEAD_BUCKET).bucket(Action.LIST_BUCKET),
          row(OperationName.LIST_OBJECTS).bucket(Action.LIST_BUCKET),
          row(OperationName.LIST_OBJECTS_V2).bucket(Action.LIST_BUCKET),
          row(OperationName.LIST_OBJECT_VERSIONS).bucket(Action.LIST_BUCKET_VERSIONS),
          row(OperationName.LIST_MULTIPART_UPLOADS).bucket(Action.LIST_BUCKET_MULTIPART_UPLOADS),
          row(OperationName.GET_BUCKET_LOCATION).bucket(Action.GET_BUCKET_LOCATION),
          row(OperationName.GET_BUCKET_ACL).bucket(Action.GET_BUCKET_ACL),
          row(OperationName.PUT_BUCKET_ACL).bucket(Action.PUT_BUCKET_ACL),
          row(OperationName.GET_BUCKET_POLICY).bucket(Action.GET_BUCKET_POLICY),
          row(OperationName.PUT_BUCKET_POLICY).bucket(Action.PUT_BUCKET_POLICY),
          row(OperationName.DELETE_BUCKET_POLICY).bucket(Action.DELETE_BUCKET_POLICY),
          row(OperationName.GET_BUCKET_POLICY_STATUS).bucket(Action.GET_BUCKET_POLICY_STATUS),
          row(OperationName.GET_PUBLIC_ACCESS_BLOCK).bucket(Action.GET_BUCKET_PUBLIC_ACCESS_BLOCK),
          row(OperationName.PUT_PUBLIC_ACCESS_BLOCK).bucket(Action.PUT_BUCKET_PUBLIC_ACCESS_BLOCK),
          row(OperationName.DELETE_PUBLIC_ACCESS_BLOCK)
              .bucket(Action.PUT_BUCKET_PUBLIC_ACCESS_BLOCK),
          row(OperationName.GET_BUCKET_OWNERSHIP_CONTROLS)
              .bucket(Action.GET_BUCKET_OWNERSHIP_CONTROLS),
          row(OperationName.PUT_BUCKET_OWNERSHIP_CONTROLS)
              .bucket(Action.PUT_BUCKET_OWNERSHIP_CONTROLS),
          row(OperationName.DELETE_BUCKET_OWNERSHIP_CONTROLS)
              .bucket(Action.PUT_BUCKET_OWNERSHIP_CONTROLS),
          row(OperationName.GET_BUCKET_CORS).bucket(Action.GET_BUCKET_CORS),
          row(OperationName.PUT_BUCKET_CORS).bucket(Action.PUT_BUCKET_CORS),
          row(OperationName.DELETE_BUCKET_CORS).bucket(Action.PUT_BUCKET_CORS),
          row(OperationName.GET_BUCKET_TAGGING).bucket(Action.GET_BUCKET_TAGGING),
          row(OperationName.PUT_BUCKET_TAGGING).bucket(Action.PUT_BUCKET_TAGGING),
          row(OperationName.DELETE_BUCKET_TAGGING).bucket(Action.PUT_BUCKET_TAGGING),
          row(OperationName.GET_BUCKET_VERSIONING).bucket(Action.GET_BUCKET_VERSIONING),
          row(OperationName.PUT_BUCKET_VERSIONING).bucket(Action.PUT_BUCKET_VERSIONING),
          row(OperationName.GET_BUCKET_LIFECYCLE_CONFIGURATION)
              .bucket(Action.GET_LIFECYCLE_CONFIGURATION),
          row(OperationName.PUT_BUCKET_LIFECYCLE_CONFIGURATION)
              .bucket(Action.PUT_LIFECYCLE_CONFIGURATION),
          row(OperationName.DELETE_BUCKET_LIFECYCLE).bucket(Action.PUT_LIFECYCLE_CONFIGURATION),
          row(OperationName.GET_BUCKET_ENCRYPTION).bucket(Action.GET_ENCRYPTION_CONFIGURATION),
          row(OperationName.PUT_BUCKET_ENCRYPTION).bucket(Action.PUT_ENCRYPTION_CONFIGURATION),
          row(OperationName.DELETE_BUCKET_ENCRYPTION).bucket(Action.PUT_ENCRYPTION_CONFIGURATION),
          row(OperationName.GET_BUCKET_REPLICATION).bucket(Action.GET_REPLICATION_CONFIGURATION),
          row(OperationName.PUT_BUCKET_REPLICATION).bucket(Action.PUT_REPLICATION_CONFIGURATION),
          row(OperationName.DELETE_BUCKET_REPLICATION).bucket(Action.PUT_REPLICATION_CONFIGURATION),
          row(OperationName.GET_BUCKET_WEBSITE).bucket(Action.GET_BUCKET_WEBSITE),
          row(OperationName.PUT_BUCKET_WEBSITE).bucket(Action.PUT_BUCKET_WEBSITE),
          row(OperationName.DELETE_BUCKET_WEBSITE).bucket(Action.DELETE_BUCKET_WEBSITE),
          row(OperationName.GET_BUCKET_LOGGING).bucket(Action.GET_BUCKET_LOGGING),
          row(OperationName.PUT_BUCKET_LOGGING).bucket(Action.PUT_BUCKET_LOGGING),
          row(OperationName.GET_BUCKET_NOTIFICATION_CONFIGURATION)
              .bucket(Action.GET_BUCKET_NOTIFICATION),
          row(OperationName.PUT_BUCKET_NOTIFICATION_CONFIGURATION)
              .bucket(Action.PUT_BUCKET_NOTIFICATION),
          row(OperationName.GET_BUCKET_REQUEST_PAYMENT).bucket(Action.GET_BUCKET_REQUEST_PAYMENT),
          row(OperationName.PUT_BUCKET_REQUEST_PAYMENT).bucket(Action.PUT_BUCKET_REQUEST_PAYMENT),
          row(OperationName.GET_BUCKET_ACCELERATE_CONFIGURATION)
              .bucket(Action.GET_ACCELERATE_CONFIGURATION),
          row(OperationName.PUT_BUCKET_ACCELERATE_CONFIGURATION)
              .bucket(Action.PUT_ACCELERATE_CONFIGURATION),
          row(OperationName.GET_BUCKET_ANALYTICS_CONFIGURATION)
              .bucket(Action.GET_ANALYTICS_CONFIGURATION),
          row(OperationName.LIST_BUCKET_ANALYTICS_CONFIGURATIONS)
              .bucket(Action.GET_ANALYTICS_CONFIGURATION),
          row(OperationName.PUT_BUCKET_ANALYTICS_CONFIGURATION)
              .bucket(Action.PUT_ANALYTICS_CONFIGURATION),
          row(OperationName.DELETE_BUCKET_ANALYTICS_CONFIGURATION)
              .bucket(Action.PUT_ANALYTICS_CONFIGURATION),
          row(OperationName.GET_BUCKET_INVENTORY_CONFIGURATION)
              .bucket(Action.GET_INVENTORY_CONFIGURATION),
          row(OperationName.LIST_BUCKET_INVENTORY_CONFIGURATIONS)
              .bucket(Action.GET_INVENTORY_CONFIGURATION),
          row(OperationName.PUT_BUCKET_INVENTORY_CONFIGURATION)
              .bucket(Action.PUT_INVENTORY_CONFIGURATION),
          row(OperationName.DELETE_BUCKET_INVENTORY_CONFIGURATION)
              .bucket(Action.PUT_INVENTORY_CONFIGURATION),
          row(OperationName.GET_BUCKET_METRICS_CONFIGURATION)
              .bucket(Action.GET_METRICS_CONFIGURATION),
          row(OperationName.LIST_BUCKET_METRICS_CONFIGURATIONS)
              .bucket(Action.GET_METRICS_CONFIGURATION),
          row(OperationName.PUT_BUCKET_METRICS_CONFIGURATION)
              .bucket(Action.PUT_METRICS_CONFIGURATION),
          row(OperationName.DELETE_BUCKET_METRICS_CONFIGURATION)
              .bucket(Action.PUT_METRICS_CONFIGURATION),
          row(OperationName.GET_BUCKET_INTELLIGENT_TIERING_CONFIGURATION)
              .bucket(Action.GET_INTELLIGENT_TIERING_CONFIGURATION),
          row(OperationName.LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS)
              .bucket(Action.GET_INTELLIGENT_TIERING_CONFIGURATION),
          row(OperationName.PUT_BUCKET_INTELLIGENT_TIERING_CONFIGURATION)
              .bucket(Action.PUT_INTELLIGENT_TIERING_CONFIGURATION),
          row(OperationName.DELETE_BUCKET_INTELLIGENT_TIERING_CONFIGURATION)
              .bucket(Action.PUT_INTELLIGENT_TIERING_CONFIGURATION),
          row(OperationName.GET_OBJECT_LOCK_CONFIGURATION)
              .bucket(Action.GET_BUCKET_OBJECT_LOCK_CONFIGURATION),
          row(OperationName.PUT_OBJECT_LOCK_CONFIGURATION)
              .bucket(Action.PUT_BUCKET_OBJECT_LOCK_CONFIGURATION),
          row(OperationName.CREATE_BUCKET_METADATA_TABLE_CONFIGURATION)
              .bucket(Action.CREATE_BUCKET_METADATA_TABLE_CONFIGURATION),
          row(OperationName.GET_BUCKET_METADATA_TABLE_CONFIGURATION)
              .bucket(Action.GET_BUCKET_METADATA_TABLE_CONFIGURATION),
          row(OperationName.DELETE_BUCKET_METADATA_TABLE_CONFIGURATION)
              .bucket(Action.DELETE_BUCKET_METADATA_TABLE_CONFIGURATION),
          row(OperationName.CREATE_BUCKET_METADATA_CONFIGURATION),
          row(OperationName.GET_BUCKET_METADATA_CONFIGURATION),
          row(OperationName.DELETE_BUCKET_METADATA_CONFIGURATION),
          row(OperationName.UPDATE_BUCKET_METADATA_ANNOTATION_TABLE_CONFIGURATION),
          row(OperationName.UPDATE_BUCKET_METADATA_INVENTORY_TABLE_CONFIGURATION),
          row(OperationName.UPDATE_BUCKET_METADATA_JOURNAL_TABLE_CONFIGURATION),
          row(OperationName.GET_BUCKET_ABAC),
          row(OperationName.PUT_BUCKET_ABAC),
          row(OperationName.CREATE_SESSION),
          row(OperationName.WRITE_GET_OBJECT_RESPONSE));

  private BucketPermissions() {}
}
