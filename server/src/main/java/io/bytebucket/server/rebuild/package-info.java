/** The command that makes the metadata of a store anew. */
@NullMarked
package io.bytebucket.server.rebuild;

import org.jspecify.annotations.NullMarked;
