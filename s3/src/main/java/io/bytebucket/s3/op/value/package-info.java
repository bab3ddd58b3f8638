/**
 * What several operations read from requests and write into answers, alike in all of them: header
 * fields, query parameters, and elements of documents.
 */
@NullMarked
package io.bytebucket.s3.op.value;

import org.jspecify.annotations.NullMarked;
