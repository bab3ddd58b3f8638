package io.bytebucket.core.layout;

/**
 * A part, and where it is in the object.
 *
 * @param first where its bytes start in the object
 */
public record LocatedPart(long first, ObjectPart part) {}
