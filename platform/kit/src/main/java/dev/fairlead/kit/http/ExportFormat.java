package dev.fairlead.kit.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets {@code ?format=csv｜ndjson} of an export say what the {@code Accept} header says else. */
public class ExportFormat {

  /** Media type of comma-separated values. */
  public static final String CSV = "text/csv;charset=utf-8";

  /** Media type of a JSON document a line. */
  public static final String NDJSON = "application/x-ndjson";

  /** By this header an export says from which moment on events have to be added to it. */
  public static final String POSITION = "X-Fairlead-Position";

  /** Before a method is chosen by what is accepted. */
  @ServerRequestFilter(preMatching = true)
  public void choose(ContainerRequestContext request) {
    if (!request.getUriInfo().getPath().endsWith("/export")) {
      return;
    }
    String format = request.getUriInfo().getQueryParameters().getFirst("format");
    if (format == null) {
      return;
    }
    request
        .getHeaders()
        .putSingle(
            HttpHeaders.ACCEPT,
            switch (format) {
              case "csv" -> "text/csv";
              case "ndjson" -> NDJSON;
              default ->
                  throw new ProblemException(
                      Problem.of(400, "export.format", "format is csv or ndjson"));
            });
  }
}
