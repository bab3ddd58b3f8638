/**
 * Reads files of Bolt, the embedded database of many programs in Go, by its published format:
 * nothing is locked, and nothing is written. What is read may be damaged or made to do harm; so
 * every number in it is checked before it is used, and the work is bounded by the length of the
 * file.
 */
@NullMarked
package io.bytebucket.transfer.bolt;

import org.jspecify.annotations.NullMarked;
