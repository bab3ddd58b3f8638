package io.bytebucket.core.layout;

/**
 * A part where it is.
 *
 * @param first where its bytes start in the object
 */
public record LocatedPart(long first, ObjectPart part) {}
