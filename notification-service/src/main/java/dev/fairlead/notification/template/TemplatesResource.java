package dev.fairlead.notification.template;

import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.Problem;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.notification.domain.Language;
import dev.fairlead.notification.domain.NoticeType;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Templates an admin puts in the place of the usual words. */
@Path("/api/notification/templates")
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TemplatesResource {

  private final Transactions transactions;
  private final Templates templates;
  private final Renderer renderer;

  TemplatesResource(Transactions transactions, Templates templates, Renderer renderer) {
    this.transactions = transactions;
    this.templates = templates;
    this.renderer = renderer;
  }

  /** Templates as they are stored. */
  public record View(
      String type,
      String language,
      @Nullable String title,
      @Nullable String text,
      @Nullable String subject,
      @Nullable String mailText,
      @Nullable String mailHtml) {
    static View of(Templates.Stored stored) {
      Draft draft = stored.draft();
      return new View(
          stored.type(),
          stored.language(),
          draft.title(),
          draft.text(),
          draft.subject(),
          draft.mailText(),
          draft.mailHtml());
    }
  }

  /** What is to be shown with sample values. */
  public record Preview(
      @Nullable String type,
      @Nullable String language,
      @Nullable String title,
      @Nullable String text,
      @Nullable String subject,
      @Nullable String mailText,
      @Nullable String mailHtml) {
    Draft draft() {
      return new Draft(title, text, subject, mailText, mailHtml);
    }
  }

  /** All there are. */
  @GET
  public Uni<Page<View>> list() {
    return transactions
        .run(templates::all)
        .map(list -> Page.whole(list.stream().map(View::of).toList()));
  }

  /** Those of one kind of notice in one language. */
  @GET
  @Path("/{type}/{language}")
  public Uni<Response> get(@PathParam("type") String type, @PathParam("language") String language) {
    return transactions
        .run(session -> templates.find(session, type, language))
        .map(stored -> response(found(stored)));
  }

  /** Replaces them, once they work. */
  @PUT
  @Path("/{type}/{language}")
  @Operation(summary = "Replaces the words of a kind of notice; what is absent stays as usual")
  public Uni<Response> put(
      @PathParam("type") String type,
      @PathParam("language") String language,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable Draft draft) {
    Draft asked = draft == null ? Draft.NONE : draft;
    refuse(errors(kind(type), language(language), asked));
    return transactions
        .run(
            session ->
                templates
                    .lock(session, type, language)
                    .invoke(now -> expect(now, ifMatch))
                    .chain(() -> templates.save(session, type, language, asked)))
        .map(TemplatesResource::response);
  }

  /** Goes back to the usual words. */
  @DELETE
  @Path("/{type}/{language}")
  @Consumes(MediaType.WILDCARD)
  public Uni<Response> delete(
      @PathParam("type") String type,
      @PathParam("language") String language,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return transactions
        .run(
            session ->
                templates
                    .lock(session, type, language)
                    .invoke(now -> expect(found(now), ifMatch))
                    .chain(() -> templates.remove(session, type, language)))
        .replaceWith(() -> Response.noContent().build());
  }

  /** Shows templates with sample values; nothing is kept. */
  @POST
  @Path("/preview")
  @Operation(summary = "Renders templates with sample values; 422 with the place where they fail")
  public Map<String, String> preview(@Nullable Preview asked) {
    if (asked == null) {
      throw new ProblemException(Problem.of(400, "request.malformed", "a body is needed"));
    }
    NoticeType type = kind(asked.type() == null ? "" : asked.type());
    Language language = language(asked.language() == null ? "" : asked.language());
    refuse(errors(type, language, asked.draft()));
    Map<String, String> shown = new LinkedHashMap<>();
    asked
        .draft()
        .parts()
        .forEach(
            (name, template) ->
                shown.put(
                    name, renderer.render(name, template, Sample.values(name, type, language))));
    return shown;
  }

  private List<Problem.Violation> errors(NoticeType type, Language language, Draft draft) {
    List<Problem.Violation> errors = new ArrayList<>();
    draft
        .parts()
        .forEach(
            (name, template) ->
                renderer
                    .fault(name, template, Sample.values(name, type, language))
                    .ifPresent(why -> errors.add(new Problem.Violation("/" + name, why))));
    return errors;
  }

  private static void refuse(List<Problem.Violation> errors) {
    if (!errors.isEmpty()) {
      throw ProblemException.invalid("template.invalid", errors);
    }
  }

  private static NoticeType kind(String type) {
    return NoticeType.named(type)
        .orElseThrow(
            () -> ProblemException.invalid("template.type", "/type", "there is no such notice"));
  }

  private static Language language(String code) {
    return switch (code) {
      case "zh" -> Language.ZH;
      case "en" -> Language.EN;
      default -> throw ProblemException.invalid("template.language", "/language", "zh or en");
    };
  }

  private static Templates.Stored found(Templates.@Nullable Stored stored) {
    if (stored == null) {
      throw ProblemException.notFound("template.unknown", "template of that kind and language");
    }
    return stored;
  }

  private static void expect(Templates.@Nullable Stored now, @Nullable String ifMatch) {
    String tag = now == null ? "\"0\"" : tag(now);
    if (ifMatch != null && !ifMatch.contains(tag) && !(ifMatch.equals("*") && now != null)) {
      throw new ProblemException(
          Problem.of(412, "template.changed", "the template is not in that version"));
    }
  }

  private static Response response(Templates.Stored stored) {
    return Response.ok(View.of(stored)).header("ETag", tag(stored)).build();
  }

  private static String tag(Templates.Stored stored) {
    return "\"" + stored.version() + "\"";
  }
}
