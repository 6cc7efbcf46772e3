package dev.fairlead.ownership.report.adapter;

import dev.fairlead.kit.http.Request;
import dev.fairlead.ownership.LedgerClock;
import dev.fairlead.ownership.adapter.Checks;
import dev.fairlead.ownership.report.MakeReport;
import dev.fairlead.ownership.report.domain.Csv;
import dev.fairlead.ownership.report.domain.Figures;
import dev.fairlead.ownership.report.domain.Question;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What became of the ownerships that began in a span of time. */
@Path("/api/ownership/reports")
@Produces({MediaType.APPLICATION_JSON, "text/csv"})
@RolesAllowed({"rep", "manager", "analyst", "admin"})
public class ReportsResource {

  private static final Duration USUAL = Duration.ofDays(30);
  private static final Set<String> BY =
      Arrays.stream(Question.By.values()).map(Question.By::text).collect(Collectors.toSet());
  private static final Set<String> PERIODS =
      Arrays.stream(Question.Period.values())
          .map(Question.Period::text)
          .collect(Collectors.toSet());

  private final Request request;
  private final MakeReport makeReport;
  private final LedgerClock clock;
  private final ZoneId defaultZone;

  ReportsResource(
      Request request,
      MakeReport makeReport,
      LedgerClock clock,
      @ConfigProperty(name = "fairlead.ownership.zone") ZoneId defaultZone) {
    this.request = request;
    this.makeReport = makeReport;
    this.clock = clock;
    this.defaultZone = defaultZone;
  }

  /** A report. */
  public record Report(
      String by,
      @Nullable String period,
      Instant from,
      Instant to,
      String zone,
      List<Figures> items) {}

  @GET
  @Operation(
      summary = "Ownerships by rep, team, region, source or product line; JSON or CSV",
      description =
          "from and to are instants, or dates in the zone, to exclusive; the last 30 days without."
              + " by is rep, team, region, source or product-line; period is day, week or month."
              + " format=csv or Accept: text/csv; bom=true for Excel. A rep sees himself, a manager"
              + " his teams.")
  public Uni<Response> report(
      @QueryParam("by") @Nullable String by,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("period") @Nullable String period,
      @QueryParam("team") @Nullable String team,
      @QueryParam("level") @Nullable Integer level,
      @QueryParam("zone") @Nullable String zone,
      @QueryParam("format") @Nullable String format,
      @QueryParam("bom") @Nullable Boolean bom,
      @HeaderParam("Accept") @Nullable String accept) {
    Question question = question(by, from, to, period, level, zone);
    boolean csv = "csv".equals(format) || (accept != null && accept.startsWith("text/csv"));
    return makeReport
        .run(request.caller(), question, team)
        .map(lines -> csv ? csv(question, lines, Boolean.TRUE.equals(bom)) : json(question, lines));
  }

  private Question question(
      @Nullable String by,
      @Nullable String from,
      @Nullable String to,
      @Nullable String period,
      @Nullable Integer level,
      @Nullable String zone) {
    Checks checks = new Checks();
    String asked = checks.oneOf("/by", by == null ? "rep" : by, BY);
    String divided = period == null ? "" : checks.oneOf("/period", period, PERIODS);
    checks.that(level == null || level >= 1, "/level", "1 or more");
    ZoneId where = zone(zone, checks);
    Instant now = clock.now();
    Instant end = checks.begin("/to", to, where);
    Instant begin = checks.begin("/from", from, where);
    Instant until = end == null ? now : end;
    Instant since = begin == null ? until.minus(USUAL) : begin;
    checks.that(since.isBefore(until), "/from", "lies before to");
    checks.done();
    return new Question(
        Question.By.valueOf(constant(asked)),
        divided.isEmpty() ? null : Question.Period.valueOf(constant(divided)),
        since,
        until,
        where,
        level == null ? 0 : level,
        null,
        null,
        now);
  }

  private ZoneId zone(@Nullable String name, Checks checks) {
    try {
      return name == null ? defaultZone : ZoneId.of(name);
    } catch (DateTimeException e) {
      checks.that(false, "/zone", "no such time zone");
      return defaultZone;
    }
  }

  private static String constant(String text) {
    return text.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
  }

  private static Response json(Question question, List<Figures> lines) {
    Question.Period period = question.period();
    Report report =
        new Report(
            question.by().text(),
            period == null ? null : period.text(),
            question.from(),
            question.to(),
            question.zone().getId(),
            lines);
    return Response.ok(report, MediaType.APPLICATION_JSON).build();
  }

  private static Response csv(Question question, List<Figures> lines, boolean mark) {
    Csv csv = new Csv();
    csv.line(
        question.by().text(),
        "name",
        "period",
        "received",
        "accepted",
        "firstResponseMedian",
        "firstResponseP90",
        "activities",
        "recycled",
        "notAccepted",
        "returned",
        "won",
        "value",
        "lost",
        "protectionUsed",
        "credit",
        "creditedValue");
    lines.forEach(line -> line(csv, line));
    return Response.ok((mark ? Csv.BYTE_ORDER_MARK : "") + csv, "text/csv; charset=utf-8")
        .header(
            "Content-Disposition",
            "attachment; filename=\"report-by-" + question.by().text() + ".csv\"")
        .build();
  }

  private static void line(Csv csv, Figures f) {
    csv.line(
        f.key(),
        f.name(),
        f.period(),
        f.received(),
        f.accepted(),
        f.firstResponseMedian(),
        f.firstResponseP90(),
        f.activities(),
        f.recycled(),
        f.notAccepted(),
        f.returned(),
        f.won(),
        f.value(),
        f.lost(),
        f.protectionUsed(),
        f.credit(),
        f.creditedValue());
  }
}
