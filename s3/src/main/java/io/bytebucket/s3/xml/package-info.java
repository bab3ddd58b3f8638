/** Reading and writing the XML documents of S3. */
@NullMarked
package io.bytebucket.s3.xml;

import org.jspecify.annotations.NullMarked;
