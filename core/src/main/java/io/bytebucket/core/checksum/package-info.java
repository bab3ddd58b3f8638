/** The checksums of S3: which ones there are, and how they are computed, compared and stored. */
@NullMarked
package io.bytebucket.core.checksum;

import org.jspecify.annotations.NullMarked;
