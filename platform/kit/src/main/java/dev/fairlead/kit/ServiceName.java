package dev.fairlead.kit;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Who we are, on the wire and in metrics. */
@ApplicationScoped
public class ServiceName {

  private final String full;
  private final String shortName;
  private final String topicPrefix;

  ServiceName(
      @ConfigProperty(name = "quarkus.application.name") String full,
      @ConfigProperty(name = "fairlead.short-name") String shortName,
      @ConfigProperty(name = "fairlead.topics.prefix") java.util.Optional<String> topicPrefix) {
    this.full = full;
    this.shortName = shortName;
    this.topicPrefix = topicPrefix.orElse("");
  }

  /** The service's name, e.g. {@code pool-service}; also its consumer group. */
  public String full() {
    return full;
  }

  /** The short name, e.g. {@code pool}: its path prefix and its part of metric names. */
  public String shortName() {
    return shortName;
  }

  /** What stands before every topic name; empty unless installations share a broker. */
  public String topicPrefix() {
    return topicPrefix;
  }

  /** The CloudEvents source of what this service publishes. */
  public String source() {
    return "/fairlead/" + full;
  }

  /** A metric name, {@code fairlead.<service>.<what>}. */
  public String metric(String what) {
    return "fairlead." + shortName + "." + what;
  }
}
