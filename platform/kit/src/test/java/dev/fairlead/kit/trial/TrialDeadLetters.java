package dev.fairlead.kit.trial;

import dev.fairlead.kit.dlq.DeadLetterResource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;

@Path("/api/trial/dead-letters")
@RolesAllowed("admin")
public class TrialDeadLetters extends DeadLetterResource {}
