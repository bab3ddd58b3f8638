/** Which operation a request asks for: the address it names, and the table of all operations. */
@NullMarked
package io.bytebucket.s3.route;

import org.jspecify.annotations.NullMarked;
