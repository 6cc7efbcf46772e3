package dev.fairlead.notification.adapter;

import dev.fairlead.kit.sql.Transactions;
import dev.fairlead.notification.domain.Language;
import dev.fairlead.notification.domain.NoticeType;
import dev.fairlead.notification.domain.Preferences;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The way out of mails of one kind, for whoever has the link from such a mail. Looking at the page
 * changes nothing, because mail programs look at links by themselves.
 */
@Path("/api/notification/unsubscribe")
@PermitAll
@Produces("text/html; charset=utf-8")
public class UnsubscribeResource {

  private final Transactions transactions;
  private final PreferenceDocuments documents;
  private final Links links;

  UnsubscribeResource(Transactions transactions, PreferenceDocuments documents, Links links) {
    this.transactions = transactions;
    this.documents = documents;
    this.links = links;
  }

  /** What the page shows. */
  public record View(String lang, String title, String text, @Nullable String button) {}

  @CheckedTemplate(basePath = "unsubscribe")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance page(View page);
  }

  /** Asks whether it is meant. */
  @GET
  @Operation(summary = "Page that asks before it switches mails of one kind off")
  public Uni<Response> ask(
      @QueryParam("token") @Nullable String token,
      @HeaderParam("Accept-Language") @Nullable String languages) {
    boolean zh = isChinese(languages);
    return links
        .verify(token)
        .map(unwanted -> page(200, question(unwanted, zh)))
        .orElseGet(() -> page(400, unknown(zh)));
  }

  /** Does it; also what mail programs call by themselves for one click (RFC 8058). */
  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Switches mails of one kind off, without signing in")
  public Uni<Response> leave(
      @QueryParam("token") @Nullable String token,
      @HeaderParam("Accept-Language") @Nullable String languages) {
    boolean zh = isChinese(languages);
    Optional<Links.Unwanted> unwanted = links.verify(token);
    return unwanted.isEmpty()
        ? page(400, unknown(zh))
        : transactions
            .run(session -> leave(session, unwanted.get()))
            .chain(() -> page(200, done(zh)));
  }

  private Uni<Void> leave(Mutiny.Session session, Links.Unwanted unwanted) {
    return documents
        .find(session, unwanted.person())
        .chain(mine -> documents.save(session, unwanted.person(), without(mine, unwanted.type())));
  }

  /** Without digests there would be single mails again: who wants none wants no mails. */
  private static Preferences without(Preferences mine, String type) {
    return type.equals(NoticeType.DIGEST.code())
        ? mine.withoutChannel(Preferences.EMAIL)
        : mine.without(type, Preferences.EMAIL);
  }

  private static View question(Links.Unwanted unwanted, boolean zh) {
    String kind =
        NoticeType.named(unwanted.type())
            .map(type -> type.title().in(zh ? Language.ZH : Language.EN))
            .orElse(unwanted.type());
    return zh
        ? new View("zh-CN", "退订邮件", "不再通过邮件接收“" + kind + "”通知?站内通知不受影响。", "退订")
        : new View(
            "en",
            "Unsubscribe",
            "No more mails of the kind “" + kind + "”? Notices in the page go on.",
            "Unsubscribe");
  }

  private static View done(boolean zh) {
    return zh
        ? new View("zh-CN", "已退订", "您将不再收到此类邮件。可在通知设置中重新开启。", null)
        : new View(
            "en",
            "Unsubscribed",
            "You get no more mails of this kind. The notification preferences switch them on again.",
            null);
  }

  private static View unknown(boolean zh) {
    return zh
        ? new View("zh-CN", "链接无效", "此退订链接无效。请在通知设置中修改。", null)
        : new View(
            "en", "Not a valid link", "Please use the notification preferences instead.", null);
  }

  private static boolean isChinese(@Nullable String languages) {
    return languages != null
        && languages.strip().toLowerCase(java.util.Locale.ROOT).startsWith("zh");
  }

  private static Uni<Response> page(int status, View view) {
    return Templates.page(view)
        .createUni()
        .map(
            html ->
                Response.status(status).entity(html).header("Cache-Control", "no-store").build());
  }
}
