package io.bytebucket.core.access;

import static io.bytebucket.core.access.OperationNeeds.row;

import io.bytebucket.core.access.Need.Part;
import java.util.List;

/** The rows of {@link Permissions} that are about objects, their versions, and uploads. */
final class ObjectPermissions {
  /** What PutObject needs, and everything that makes an object as it does. */
  private static final OperationNeeds PUT =
      row(OperationName.PUT_OBJECT)
          .object(Action.PUT_OBJECT)
          .object(Action.PUT_OBJECT_ACL, Circumstance.ACL)
          .object(Action.PUT_OBJECT_TAGGING, Circumstance.TAGS)
          .object(Action.PUT_OBJECT_RETENTION, Circumstance.RETENTION)
          .object(Action.PUT_OBJECT_LEGAL_HOLD, Circumstance.LEGAL_HOLD)
          .object(Action.GET_OBJECT, Circumstance.IF_MATCH);

  private static final OperationNeeds READ =
      row(OperationName.GET_OBJECT)
          .version(Part.OBJECT, Action.GET_OBJECT, Action.GET_OBJECT_VERSION);

  private static final OperationNeeds READ_SOURCE =
      row(OperationName.GET_OBJECT)
          .version(Part.SOURCE, Action.GET_OBJECT, Action.GET_OBJECT_VERSION);

  private static final OperationNeeds COPY =
      row(OperationName.COPY_OBJECT)
          .and(PUT)
          .and(READ_SOURCE)
          .on(
              Part.SOURCE,
              Action.GET_OBJECT_TAGGING,
              Circumstance.TAGS_KEPT,
              Circumstance.NO_VERSION)
          .on(
              Part.SOURCE,
              Action.GET_OBJECT_VERSION_TAGGING,
              Circumstance.TAGS_KEPT,
              Circumstance.VERSION)
          .object(Action.PUT_OBJECT_TAGGING, Circumstance.TAGS_KEPT);

  static final List<OperationNeeds> ROWS =
      List.of(
          row(OperationName.GET_OBJECT).and(READ),
          row(OperationName.HEAD_OBJECT).and(READ),
          row(OperationName.GET_OBJECT_ATTRIBUTES)
              .and(READ)
              .version(
                  Part.OBJECT, Action.GET_OBJECT_ATTRIBUTES, Action.GET_OBJECT_VERSION_ATTRIBUTES),
          row(OperationName.GET_OBJECT_TORRENT)
              .version(Part.OBJECT, Action.GET_OBJECT_TORRENT, Action.GET_OBJECT_VERSION_TORRENT),
          row(OperationName.SELECT_OBJECT_CONTENT).object(Action.GET_OBJECT),
          row(OperationName.RESTORE_OBJECT).object(Action.RESTORE_OBJECT),
          row(OperationName.GET_OBJECT_ACL)
              .version(Part.OBJECT, Action.GET_OBJECT_ACL, Action.GET_OBJECT_VERSION_ACL),
          row(OperationName.PUT_OBJECT_ACL)
              .version(Part.OBJECT, Action.PUT_OBJECT_ACL, Action.PUT_OBJECT_VERSION_ACL),
          row(OperationName.GET_OBJECT_TAGGING)
              .version(Part.OBJECT, Action.GET_OBJECT_TAGGING, Action.GET_OBJECT_VERSION_TAGGING),
          row(OperationName.PUT_OBJECT_TAGGING)
              .version(Part.OBJECT, Action.PUT_OBJECT_TAGGING, Action.PUT_OBJECT_VERSION_TAGGING),
          row(OperationName.DELETE_OBJECT_TAGGING)
              .version(
                  Part.OBJECT, Action.DELETE_OBJECT_TAGGING, Action.DELETE_OBJECT_VERSION_TAGGING),
          row(OperationName.GET_OBJECT_RETENTION).object(Action.GET_OBJECT_RETENTION),
          row(OperationName.PUT_OBJECT_RETENTION)
              .object(Action.PUT_OBJECT_RETENTION)
              .object(Action.BYPASS_GOVERNANCE_RETENTION, Circumstance.BYPASS),
          row(OperationName.GET_OBJECT_LEGAL_HOLD).object(Action.GET_OBJECT_LEGAL_HOLD),
          row(OperationName.PUT_OBJECT_LEGAL_HOLD).object(Action.PUT_OBJECT_LEGAL_HOLD),
          row(OperationName.PUT_OBJECT).and(PUT),
          row(OperationName.POST_OBJECT).and(PUT),
          row(OperationName.COPY_OBJECT).and(COPY),
          row(OperationName.MOVE_OBJECT).and(COPY).on(Part.SOURCE, Action.DELETE_OBJECT),
          row(OperationName.CREATE_MULTIPART_UPLOAD).and(PUT),
          row(OperationName.UPLOAD_PART).object(Action.PUT_OBJECT),
          row(OperationName.UPLOAD_PART_COPY).object(Action.PUT_OBJECT).and(READ_SOURCE),
          row(OperationName.COMPLETE_MULTIPART_UPLOAD)
              .object(Action.PUT_OBJECT)
              .object(Action.GET_OBJECT, Circumstance.IF_MATCH),
          row(OperationName.ABORT_MULTIPART_UPLOAD).object(Action.ABORT_MULTIPART_UPLOAD),
          row(OperationName.LIST_PARTS).object(Action.LIST_MULTIPART_UPLOAD_PARTS),
          row(OperationName.DELETE_OBJECT)
              .version(Part.OBJECT, Action.DELETE_OBJECT, Action.DELETE_OBJECT_VERSION)
              .object(Action.BYPASS_GOVERNANCE_RETENTION, Circumstance.BYPASS),
          row(OperationName.DELETE_OBJECTS)
              .version(Part.EACH_OBJECT, Action.DELETE_OBJECT, Action.DELETE_OBJECT_VERSION)
              .on(Part.EACH_OBJECT, Action.BYPASS_GOVERNANCE_RETENTION, Circumstance.BYPASS),
          row(OperationName.RENAME_OBJECT)
              .object(Action.PUT_OBJECT)
              .object(Action.GET_OBJECT, Circumstance.IF_MATCH)
              .on(Part.SOURCE, Action.GET_OBJECT)
              .on(Part.SOURCE, Action.DELETE_OBJECT),
          row(OperationName.UPDATE_OBJECT_ENCRYPTION).object(Action.UPDATE_OBJECT_ENCRYPTION),
          row(OperationName.GET_OBJECT_ANNOTATION),
          row(OperationName.LIST_OBJECT_ANNOTATIONS),
          row(OperationName.PUT_OBJECT_ANNOTATION),
          row(OperationName.DELETE_OBJECT_ANNOTATION));

  private ObjectPermissions() {}
}
