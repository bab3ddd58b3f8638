package io.bytebucket.core.layout;

import java.util.List;

/**
 * Some of the parts of an object.
 *
 * @param parts in the order of their numbers
 * @param isTruncated whether more follow
 */
public record PartPage(List<ObjectPart> parts, boolean isTruncated) {
  /** A page without parts, which none follow. */
  public static final PartPage NONE = new PartPage(List.of(), false);
}
