package dev.fairlead.embedded;

import java.util.Map;

/** The ways into the sample organisation that the demonstration takes. */
enum DemoSource {
  /** A visitor fills in the form of the web site. */
  WEBSITE("website", "/in/form/website"),
  /** A system of the house posts with a token. */
  CRM("crm", "/api/intake/leads"),
  /** A partner posts with an API key. */
  PARTNER("partner", "/in/api/leads");

  private final String label;
  private final String path;

  DemoSource(String label, String path) {
    this.label = label;
    this.path = path;
  }

  /** As it stands in the lead's {@code source}. */
  String label() {
    return label;
  }

  String path() {
    return path;
  }

  /** What proves that the sender may. */
  Map<String, String> credentials(String integrationToken, String apiKey) {
    return switch (this) {
      case WEBSITE -> Map.of();
      case CRM -> Map.of("Authorization", "Bearer " + integrationToken);
      case PARTNER -> Map.of("X-API-Key", apiKey);
    };
  }
}
