package dev.fairlead.notification.adapter;

import dev.fairlead.kit.dlq.DeadLetterResource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Path;

/** The dead letters of this service. */
@Path("/api/notification/dead-letters")
@RolesAllowed("admin")
public class NotificationDeadLetterResource extends DeadLetterResource {}
