/** Access control lists, who owns objects, and which public access is refused. */
@NullMarked
package io.bytebucket.core.acl;

import org.jspecify.annotations.NullMarked;
