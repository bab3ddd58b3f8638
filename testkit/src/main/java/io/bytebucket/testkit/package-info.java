/** What tests share: contract suites of the ports, fault injection, a raw S3 client. */
@NullMarked
package io.bytebucket.testkit;

import org.jspecify.annotations.NullMarked;
