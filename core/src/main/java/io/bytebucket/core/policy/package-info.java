/** Bucket policies: AWS's language of them, read strictly, compiled once, asked by each request. */
@NullMarked
package io.bytebucket.core.policy;

import org.jspecify.annotations.NullMarked;
