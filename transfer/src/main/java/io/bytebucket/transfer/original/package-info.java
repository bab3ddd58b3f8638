/**
 * Brings in the data directory of the Go original: its users and settings, its buckets and its
 * objects with what stands beside them. The directory is only read.
 */
@NullMarked
package io.bytebucket.transfer.original;

import org.jspecify.annotations.NullMarked;
