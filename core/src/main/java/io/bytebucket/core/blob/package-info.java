/**
 * The bytes of objects, above the two ports: how they are taken in, named by extents, shared and
 * counted, and read back.
 */
@NullMarked
package io.bytebucket.core.blob;

import org.jspecify.annotations.NullMarked;
