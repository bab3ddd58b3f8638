package io.bytebucket.core.acl;

/** That somebody is given something: one entry of an access control list. */
public record Grant(Grantee grantee, Permission permission) {}
