package dev.fairlead.intake.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells which GeoIP database is in use. Leads are taken without one too, so it is always up. */
@Readiness
@ApplicationScoped
class GeoIpReadiness implements HealthCheck {

  private final GeoIp geoIp;

  GeoIpReadiness(GeoIp geoIp) {
    this.geoIp = geoIp;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("GeoIP database")
        .up()
        .withData("database", geoIp.detail())
        .build();
  }
}
