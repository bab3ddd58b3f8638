/** Objects over HTTP, as they are the same at every address. */
@NullMarked
package io.bytebucket.pipeline.object;

import org.jspecify.annotations.NullMarked;
