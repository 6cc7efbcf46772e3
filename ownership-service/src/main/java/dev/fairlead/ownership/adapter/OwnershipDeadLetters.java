package dev.fairlead.ownership.adapter;

import dev.fairlead.kit.dlq.DeadLetterResource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;

/** Dead letters of the ledger. */
@Path("/api/ownership/dead-letters")
@RolesAllowed("admin")
public class OwnershipDeadLetters extends DeadLetterResource {}
