package io.bytebucket.core.rebuild;

import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Transaction;
import java.util.function.Consumer;

/**
 * What is to be done about one blob, as a part of a commit.
 *
 * @param sizeBytes about what it adds to the commit
 * @param change does it; may run more than once, and only its last run counts
 */
record Step(BlobId blob, long sizeBytes, Consumer<Transaction> change) {}
