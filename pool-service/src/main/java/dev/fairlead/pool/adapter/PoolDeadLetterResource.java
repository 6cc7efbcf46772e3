package dev.fairlead.pool.adapter;

import dev.fairlead.kit.dlq.DeadLetterResource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;

/** Events the pool could not apply. */
@Path("/api/pool/dead-letters")
@RolesAllowed("admin")
public class PoolDeadLetterResource extends DeadLetterResource {}
