package dev.fairlead.kit.broken.domain;

import com.fasterxml.jackson.databind.ObjectMapper;

/** A domain that knows a library. */
public class KnowsJson {
  ObjectMapper mapper() {
    return new ObjectMapper();
  }
}
