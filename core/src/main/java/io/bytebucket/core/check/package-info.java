/**
 * The check of a whole store and its repair: what is wrong with rows, counters, references and
 * bytes, what of it can be mended, and what is moved out of the way so that the rest is served.
 */
@NullMarked
package io.bytebucket.core.check;

import org.jspecify.annotations.NullMarked;
