/** Documents in JSON, both ways. */
@NullMarked
package io.bytebucket.admin.json;

import org.jspecify.annotations.NullMarked;
