/**
 * What an administrator decides while the server runs, in place of a setting of its start: it is
 * kept until it is taken back.
 */
@NullMarked
package io.bytebucket.core.saved;

import org.jspecify.annotations.NullMarked;
