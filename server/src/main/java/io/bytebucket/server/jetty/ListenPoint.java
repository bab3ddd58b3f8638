package io.bytebucket.server.jetty;

import io.bytebucket.http.HttpHandler;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * One address to listen on, and who answers there.
 *
 * @param name what the address is for, for the log: {@code s3} or {@code admin}
 * @param address where to listen; port 0 takes any free one
 * @param handler who answers
 * @param limits what its requests may cost
 * @param tls the certificate when the address speaks TLS
 * @param hasOwnThreads whether its requests run on threads of their own, one for each connection at
 *     most: the system gives these their share of the processors, however many requests wait
 *     elsewhere
 */
public record ListenPoint(
    String name,
    InetSocketAddress address,
    HttpHandler handler,
    RequestLimits limits,
    Optional<ReloadingTls> tls,
    boolean hasOwnThreads) {}
