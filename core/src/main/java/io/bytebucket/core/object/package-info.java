/** Objects: their keys and records, and putting, reading and deleting them. */
@NullMarked
package io.bytebucket.core.object;

import org.jspecify.annotations.NullMarked;
