package io.bytebucket.core.layout;

/**
 * How large the pieces of layouts are when they are written; whatever was written can be read.
 *
 * @param recordBytes the most bytes that a layout takes of a record
 * @param extentsARow how many extents stand in a row, where they stand apart
 * @param partsARow how many parts do
 */
public record LayoutSizes(int recordBytes, int extentsARow, int partsARow) {
  /**
   * In a record not much more than the rest of it, so that a page of records costs the same
   * whatever objects are made of. In a row one to two KiB of usual extents and parts: a small range
   * reads and decodes no more.
   */
  public static final LayoutSizes STANDARD = new LayoutSizes(256, 128, 64);
}
