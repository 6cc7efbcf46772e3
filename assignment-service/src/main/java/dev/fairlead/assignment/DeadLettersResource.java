package dev.fairlead.assignment;

import dev.fairlead.kit.dlq.DeadLetterResource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;

/** This service's dead letters. */
@Path("/api/assignment/dead-letters")
@RolesAllowed("admin")
public class DeadLettersResource extends DeadLetterResource {}
