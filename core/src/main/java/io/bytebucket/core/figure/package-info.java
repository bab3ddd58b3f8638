/**
 * What may be known from outside of how the store and what is around it fare: numbers with a name,
 * that cost next to nothing to keep and to read.
 */
@NullMarked
package io.bytebucket.core.figure;

import org.jspecify.annotations.NullMarked;
