/** What all sources of other makes have in common: documents that are read with bounds. */
@NullMarked
package io.bytebucket.transfer.source;

import org.jspecify.annotations.NullMarked;
