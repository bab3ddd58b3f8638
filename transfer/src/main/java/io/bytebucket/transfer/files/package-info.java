/**
 * Moving out to plain files and back: a tree that people and the original can read, and an index
 * beside it of all that the tree cannot hold.
 */
@NullMarked
package io.bytebucket.transfer.files;

import org.jspecify.annotations.NullMarked;
