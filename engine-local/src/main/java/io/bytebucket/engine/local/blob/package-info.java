/**
 * Blobs as plain files. {@code docs/on-disk-format.md} says what a reader without this code needs.
 */
@NullMarked
package io.bytebucket.engine.local.blob;

import org.jspecify.annotations.NullMarked;
