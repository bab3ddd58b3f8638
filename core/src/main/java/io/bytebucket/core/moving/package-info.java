/**
 * What moves in as it was elsewhere, and out as it is: with identities, dates and owners that no
 * client can set. For those alone who run the store.
 */
@NullMarked
package io.bytebucket.core.moving;

import org.jspecify.annotations.NullMarked;
