/**
 * Which operation a request asks for: the address it names, and the table of all operations; and
 * what operations are made of, with what goes into them and comes out.
 */
@NullMarked
package io.bytebucket.s3.route;

import org.jspecify.annotations.NullMarked;
