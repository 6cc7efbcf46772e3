package dev.fairlead.intake.adapter;

import dev.fairlead.kit.dlq.DeadLetterResource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;

/** The dead letters of this service. */
@Path("/api/intake/dead-letters")
@RolesAllowed("admin")
public class IntakeDeadLetterResource extends DeadLetterResource {}
