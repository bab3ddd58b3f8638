/** The documentation, typed. */
@NullMarked
package io.bytebucket.server.process.docs;

import org.jspecify.annotations.NullMarked;
