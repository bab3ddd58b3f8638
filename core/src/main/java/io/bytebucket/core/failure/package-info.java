/** What can go wrong, as a closed set that every front end has to answer. */
@NullMarked
package io.bytebucket.core.failure;

import org.jspecify.annotations.NullMarked;
