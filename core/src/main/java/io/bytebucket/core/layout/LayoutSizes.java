package io.bytebucket.core.layout;

/**
 * How large the pieces of a layout are when it is written. A layout of other sizes can be read as
 * well.
 *
 * @param recordBytes the most bytes of a record that a layout may take
 * @param extentsARow how many extents there are in a row of their own
 * @param partsARow how many parts there are in a row of their own
 */
public record LayoutSizes(int recordBytes, int extentsARow, int partsARow) {
  /**
   * The usual sizes. In a record a layout takes not much more than the rest, so that a page of
   * records costs the same whatever its objects are made of. In a row the usual extents or parts
   * take one or two KiB, so that a small range does not read and decode more than that.
   */
  public static final LayoutSizes STANDARD = new LayoutSizes(256, 128, 64);
}
