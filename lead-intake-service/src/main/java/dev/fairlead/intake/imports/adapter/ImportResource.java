package dev.fairlead.intake.imports.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fairlead.events.EventJson;
import dev.fairlead.intake.imports.Import;
import dev.fairlead.intake.imports.ReceiveImport;
import dev.fairlead.intake.imports.SteerImport;
import dev.fairlead.intake.imports.domain.Column;
import dev.fairlead.intake.imports.domain.ErrorLine;
import dev.fairlead.intake.imports.domain.Mapping;
import dev.fairlead.kit.command.Commands;
import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import dev.fairlead.kit.sql.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Files of leads. */
@Path(ImportResource.PATH)
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
public class ImportResource {

  static final String PATH = "/api/intake/imports";

  private static final int PAGE_OF_ERRORS = 1000;
  private static final String BOM = "\uFEFF";

  private final ReceiveImport receive;
  private final SteerImport steer;
  private final Imports imports;
  private final Transactions transactions;
  private final Commands commands;
  private final Request request;

  ImportResource(
      ReceiveImport receive,
      SteerImport steer,
      Imports imports,
      Transactions transactions,
      Commands commands,
      Request request) {
    this.receive = receive;
    this.steer = steer;
    this.imports = imports;
    this.transactions = transactions;
    this.commands = commands;
    this.request = request;
  }

  /** What is sent beside the file; all of it may be left out. */
  public static class Form {
    /** The file, CSV or XLSX. */
    @RestForm public @Nullable FileUpload file;

    /** JSON: header to canonical field, another name for an answer, or blank to leave it out. */
    @RestForm public @Nullable String mapping;

    @RestForm public @Nullable String source;
    @RestForm public @Nullable String productLine;
    @RestForm public @Nullable String dedupeScope;
    @RestForm public @Nullable String defaultPhoneRegion;
    @RestForm public @Nullable String charset;
    @RestForm public @Nullable String sheet;
    @RestForm public @Nullable String dryRun;
    @RestForm public @Nullable String autoStart;

    private Map<String, Object> settings() {
      Map<String, Object> settings = new LinkedHashMap<>();
      put(settings, "source", source);
      put(settings, "productLine", productLine);
      put(settings, "dedupeScope", dedupeScope);
      put(settings, "defaultPhoneRegion", defaultPhoneRegion);
      return settings;
    }

    private static void put(Map<String, Object> settings, String name, @Nullable String value) {
      if (value != null && !value.isBlank()) {
        settings.put(name, value.strip());
      }
    }
  }

  /** An import as it stands. */
  public record View(
      UUID id,
      String status,
      @Nullable String detail,
      String fileName,
      long size,
      String format,
      @Nullable String charset,
      @Nullable String delimiter,
      @Nullable String sheet,
      boolean header,
      List<Column> columns,
      Map<String, String> mapping,
      Map<String, Object> settings,
      boolean dryRun,
      int total,
      int done,
      int created,
      int attached,
      int duplicate,
      int rejected,
      String createdBy,
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt) {

    static View of(Import it) {
      return new View(
          it.id(),
          it.status().text(),
          it.detail(),
          it.fileName(),
          it.size(),
          it.shape().format().name().toLowerCase(java.util.Locale.ROOT),
          it.shape().charset(),
          it.shape().delimiter(),
          it.shape().sheet(),
          it.shape().header(),
          it.columns(),
          it.mapping().fields(),
          it.settings(),
          it.dryRun(),
          it.total(),
          it.done(),
          it.counts().created(),
          it.counts().attached(),
          it.counts().duplicate(),
          it.counts().rejected(),
          it.createdBy(),
          it.createdAt(),
          it.startedAt(),
          it.finishedAt());
    }
  }

  /** Takes a file. */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(summary = "Take a CSV or XLSX file of leads (202); starts when its columns are known")
  public Uni<Response> post(@HeaderParam("Idempotency-Key") @Nullable String key, Form form) {
    FileUpload file = form.file;
    if (file == null) {
      throw ProblemException.invalid("import.no-file", "/file", "a file is expected");
    }
    ReceiveImport.Wish wish =
        new ReceiveImport.Wish(
            form.settings(),
            form.mapping == null || form.mapping.isBlank() ? null : mapping(form.mapping),
            Boolean.parseBoolean(form.dryRun),
            form.autoStart == null || Boolean.parseBoolean(form.autoStart),
            blankToNull(form.charset),
            blankToNull(form.sheet));
    return receive
        .look(request.caller(), file.uploadedFile(), name(file), wish)
        .chain(
            looked ->
                commands.run(
                    request.caller(),
                    key,
                    PATH,
                    List.of(looked.digest(), wish),
                    session ->
                        receive
                            .keep(session, looked)
                            .map(kept -> new Commands.Answer(202, View.of(kept)))))
        .map(ImportResource::located);
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static String name(FileUpload file) {
    String name = file.fileName() == null ? "" : file.fileName().replace("\0", "");
    return name.length() > 255 ? name.substring(0, 255) : name;
  }

  private static Response located(Response answer) {
    Object body = answer.getEntity();
    String id =
        body instanceof View view
            ? view.id.toString()
            : json(String.valueOf(body)).path("id").asText();
    return Response.fromResponse(answer).header("Location", PATH + "/" + id).build();
  }

  private static Map<String, String> mapping(String text) {
    JsonNode node = json(text);
    JsonNode fields = node.path("mapping").isObject() ? node.path("mapping") : node;
    if (!fields.isObject()) {
      throw ProblemException.invalid("import.mapping", "/mapping", "an object is expected");
    }
    Map<String, String> mapping = new LinkedHashMap<>();
    fields
        .properties()
        .forEach(
            entry ->
                mapping.put(
                    entry.getKey(),
                    entry.getValue().isNull() ? "" : entry.getValue().asText().strip()));
    return mapping;
  }

  private static JsonNode json(String text) {
    try {
      return EventJson.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw ProblemException.invalid("import.mapping", "/mapping", "not well-formed JSON");
    }
  }

  /** Imports, the newest first. */
  @GET
  @Operation(summary = "Imports, the newest first")
  public Uni<Page<View>> list(
      @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
    int most = Page.limit(limit);
    String before = Page.decode(cursor);
    return transactions
        .run(session -> imports.list(session, before == null ? null : id(before), most + 1))
        .map(found -> Page.of(found, most, it -> it.id().toString()))
        .map(page -> new Page<>(page.items().stream().map(View::of).toList(), page.next()));
  }

  /** One import. */
  @GET
  @Path("/{id}")
  @Operation(summary = "How far an import is")
  public Uni<View> get(@PathParam("id") String id) {
    return found(id).map(View::of);
  }

  private Uni<Import> found(String id) {
    UUID wanted = id(id);
    return transactions
        .run(session -> imports.find(session, wanted))
        .onItem()
        .ifNull()
        .failWith(ImportResource::unknown);
  }

  /** Corrects what the columns are. */
  @PUT
  @Path("/{id}/mapping")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Say which column is which field, before it starts or after a dry run")
  public Uni<View> map(@PathParam("id") String id, @Nullable String body) {
    Mapping mapping = new Mapping(mapping(body == null ? "" : body));
    UUID wanted = id(id);
    return transactions.run(session -> steer.map(session, wanted, mapping)).map(View::of);
  }

  /** Starts it. */
  @POST
  @Path("/{id}/start")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Start an import that waits, or in earnest one that was a dry run")
  public Uni<Response> start(
      @PathParam("id") String id, @HeaderParam("Idempotency-Key") @Nullable String key) {
    UUID wanted = id(id);
    return command(wanted, "start", key, session -> steer.start(session, wanted));
  }

  /** Stops it. */
  @POST
  @Path("/{id}/cancel")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Stop an import; leads that were taken stay")
  public Uni<Response> cancel(
      @PathParam("id") String id, @HeaderParam("Idempotency-Key") @Nullable String key) {
    UUID wanted = id(id);
    return command(wanted, "cancel", key, session -> steer.cancel(session, wanted));
  }

  private Uni<Response> command(
      UUID id, String what, @Nullable String key, Function<Mutiny.Session, Uni<Import>> work) {
    return commands.run(
        request.caller(),
        key,
        PATH + "/" + id + "/" + what,
        null,
        session -> work.apply(session).map(it -> Commands.Answer.ok(View.of(it))));
  }

  /** Rows that were not taken. */
  @GET
  @Path("/{id}/errors")
  @Produces("text/csv; charset=UTF-8")
  @Operation(summary = "Rows that were not taken, as CSV: row, reason, detail, the row itself")
  public Multi<String> errors(@PathParam("id") String id) {
    return RestMulti.fromUniResponse(found(id), this::lines, ImportResource::headers);
  }

  private static Map<String, List<String>> headers(Import found) {
    return Map.of(
        "Content-Disposition", List.of("attachment; filename=\"import-" + found.id() + ".csv\""));
  }

  private Multi<String> lines(Import found) {
    List<String> titles = new ArrayList<>(List.of("row", "reason", "detail"));
    titles.addAll(found.headers());
    Multi<String> rows =
        Multi.createBy()
            .repeating()
            .uni(Behind::new, behind -> page(found.id(), behind))
            .until(List::isEmpty)
            .map(page -> String.join("", page));
    return Multi.createBy()
        .concatenating()
        .streams(Multi.createFrom().item(BOM + ErrorLine.of(titles)), rows);
  }

  private static final class Behind {
    private int row;
  }

  private Uni<List<String>> page(UUID id, Behind behind) {
    return transactions
        .run(session -> imports.errors(session, id, behind.row, PAGE_OF_ERRORS))
        .map(
            errors -> {
              errors.forEach(error -> behind.row = error.row());
              return errors.stream().map(ImportResource::line).toList();
            });
  }

  private static String line(Imports.RowError error) {
    List<String> cells = new ArrayList<>();
    cells.add(Integer.toString(error.row()));
    cells.add(error.reason());
    cells.add(error.detail() == null ? "" : error.detail());
    cells.addAll(error.cells());
    return ErrorLine.of(cells);
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static ProblemException unknown() {
    return ProblemException.notFound("import.unknown", "such import");
  }
}
