/** Who is turned away before anybody looks at what they ask for: by rate, and by bans. */
@NullMarked
package io.bytebucket.pipeline.limit;

import org.jspecify.annotations.NullMarked;
