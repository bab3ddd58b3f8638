/** Data directories as the Go original leaves them, made to its documented layout. */
@NullMarked
package io.bytebucket.testkit.original;

import org.jspecify.annotations.NullMarked;
