package dev.fairlead.ownership.contact.adapter;

import dev.fairlead.kit.http.Page;
import dev.fairlead.kit.http.ProblemException;
import dev.fairlead.kit.http.Request;
import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.ownership.adapter.Cursor;
import dev.fairlead.ownership.contact.CheckContact;
import dev.fairlead.ownership.contact.domain.Identity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Is this contact taken? */
@Path("/api/ownership/contacts")
public class ContactsResource {

  private final Request request;
  private final CheckContact checkContact;
  private final ContactChecks checks;
  private final PhoneNumbers phones;
  private final Transactions transactions;

  ContactsResource(
      Request request,
      CheckContact checkContact,
      ContactChecks checks,
      PhoneNumbers phones,
      Transactions transactions) {
    this.request = request;
    this.checkContact = checkContact;
    this.checks = checks;
    this.phones = phones;
    this.transactions = transactions;
  }

  /** A check as it was written down. */
  public record Checked(Instant at, String caller, String kind, String answer) {}

  @GET
  @Path("/check")
  @RolesAllowed({"rep", "manager", "admin"})
  @Operation(
      summary = "Whether a contact is free, pooled or taken, and no more",
      description = "Exactly one of phone, email, wechat and company; each check is written down")
  public Uni<CheckContact.Answer> check(
      @QueryParam("phone") @Nullable String phone,
      @QueryParam("email") @Nullable String email,
      @QueryParam("wechat") @Nullable String wechat,
      @QueryParam("company") @Nullable String company) {
    long given = Stream.of(phone, email, wechat, company).filter(Objects::nonNull).count();
    if (given != 1) {
      throw ProblemException.invalid(
          "contacts.which", "/", "exactly one of phone, email, wechat, company");
    }
    Identity identity = identity(phone, email, wechat, company);
    if (identity == null) {
      String pointer =
          phone != null
              ? "/phone"
              : email != null ? "/email" : wechat != null ? "/wechat" : "/company";
      throw ProblemException.invalid("contacts.unreadable", pointer, "cannot be read as one");
    }
    return checkContact.ask(request.caller(), identity);
  }

  @GET
  @Path("/checks")
  @RolesAllowed("admin")
  @Operation(summary = "Who asked when and was told what, the latest first")
  public Uni<Page<Checked>> checks(
      @QueryParam("caller") @Nullable String caller,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    int size = Page.limit(limit);
    long below = Cursor.below(cursor);
    return transactions
        .run(session -> checks.list(session, caller, below, size + 1))
        .map(found -> Page.of(found, size, noted -> Long.toString(noted.id())))
        .map(
            page ->
                new Page<>(
                    page.items().stream().map(ContactsResource::checked).toList(), page.next()));
  }

  private static Checked checked(ContactChecks.Noted noted) {
    ContactChecks.Check check = noted.check();
    return new Checked(check.at(), check.caller(), check.kind(), check.answer());
  }

  private @Nullable Identity identity(
      @Nullable String phone,
      @Nullable String email,
      @Nullable String wechat,
      @Nullable String company) {
    if (phone != null) {
      String e164 = phones.e164(phone);
      return e164 == null ? null : Identity.phone(e164);
    }
    if (email != null) {
      return Identity.email(email);
    }
    return wechat != null
        ? Identity.wechat(wechat)
        : Identity.company(Objects.requireNonNull(company));
  }
}
