/**
 * The bytes of objects above the two ports: taking them in, naming them by extents, counting who
 * shares them, and reading them back.
 */
@NullMarked
package io.bytebucket.core.blob;

import org.jspecify.annotations.NullMarked;
