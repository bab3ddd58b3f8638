/** How things are laid out in the metadata store: the key of every record, and its encoding. */
@NullMarked
package io.bytebucket.core.schema;

import org.jspecify.annotations.NullMarked;
