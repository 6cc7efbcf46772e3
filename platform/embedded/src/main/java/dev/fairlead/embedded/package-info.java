/**
 * The embedded platform: real PostgreSQL, a real Kafka broker and a real Kafka Connect worker, each
 * as a process of its own and without containers, together with the front door and the supervisor
 * that starts, watches and stops them and the five services.
 *
 * <p>It serves one developer machine and the tests. Nothing here is needed where the platform is
 * provided otherwise (see {@code deploy/}); what must be the same everywhere, the list of topics
 * and the connector files, lives in {@code deploy/} and is only read here.
 */
@NullMarked
package dev.fairlead.embedded;

import org.jspecify.annotations.NullMarked;
