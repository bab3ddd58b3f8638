/**
 * The seam between the engine and the file system: few operations, so that tests can put a disk
 * underneath that fails, fills up and loses power.
 */
@NullMarked
package io.bytebucket.engine.local.file;

import org.jspecify.annotations.NullMarked;
