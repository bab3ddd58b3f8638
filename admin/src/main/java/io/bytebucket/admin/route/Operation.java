package io.bytebucket.admin.route;

/**
 * One operation of the admin API. What it needs stands in its row; it decides nothing. Thread-safe.
 * Failures leave as {@link io.bytebucket.core.failure.StoreException} or {@link
 * io.bytebucket.admin.error.AdminException}.
 */
public sealed interface Operation
    permits OpenOperation, OwnOperation, AdminOperation, StoreOperation {}
