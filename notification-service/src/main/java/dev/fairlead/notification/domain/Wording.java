package dev.fairlead.notification.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The sentences of notices. What the lead is about is added where they are shown. */
public final class Wording {

  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private Wording() {}

  /**
   * The sentence for a kind of notice.
   *
   * @param zone the recipient's, for the times in it
   */
  public static Text of(NoticeType type, Happening happening, ZoneId zone) {
    return switch (type) {
      case ASSIGNED ->
          new Text(
              "新线索已分配给您,请在 " + end(happening, zone) + " 前跟进",
              "A new lead is yours; protected until " + end(happening, zone));
      case OFFERED ->
          new Text(
              "新线索已派给您,请在 " + end(happening, zone) + " 前接受",
              "A new lead is offered to you; accept it by " + end(happening, zone));
      case CLAIM_WON ->
          new Text(
              "领取成功,保护期至 " + end(happening, zone),
              "You claimed the lead; protected until " + end(happening, zone));
      case CLAIM_LOST ->
          new Text("领取未成功:" + reason(happening), "Your claim did not win: " + reason(happening));
      case TRANSFERRED_OUT ->
          new Text("线索已转给 " + other(happening), "The lead went to " + other(happening));
      case TRANSFERRED_IN ->
          new Text(
              "线索由 " + giver(happening) + " 转给您,保护期至 " + end(happening, zone),
              "A lead came to you from "
                  + giver(happening)
                  + "; protected until "
                  + end(happening, zone));
      case RECYCLED -> new Text("保护期已过,线索已被回收", "Protection ended and the lead was recycled");
      case RETURNED -> new Text("线索已退回", "The lead was returned");
      case DECLINED -> new Text("您已拒绝该线索,将另行分配", "You declined the lead; it goes to somebody else");
      case NOT_ACCEPTED ->
          new Text("您未在时限内接受,线索已另行处理", "You did not accept in time; the lead moved on");
      case RELEASED -> new Text("线索不再归您跟进", "The lead is no longer yours");
      case EXPIRING -> expiring(happening, zone);
      case TOUCHED ->
          new Text(
              "您的线索再次咨询(" + reason(happening) + ")",
              "Your lead got in touch again via " + reason(happening));
      case CLOSED ->
          new Text("线索已关闭:" + resultZh(happening), "The lead was closed: " + reason(happening));
      case UNASSIGNED ->
          new Text(
              "线索暂无人可分配:" + reason(happening), "A lead waits for an owner: " + reason(happening));
      case HELPER_ADDED -> new Text("您被加为线索协作人", "You were added as a helper on a lead");
      case DISPUTE_OPENED ->
          new Text(
              "线索归属争议已提交,须在 " + end(happening, zone) + " 前裁定",
              "A dispute about the lead was opened; to be decided by " + end(happening, zone));
      case DISPUTE_DECIDED ->
          new Text(
              "线索归属争议已裁定:" + outcomeZh(happening), "The dispute was decided: " + reason(happening));
      case VIOLATION ->
          new Text(
              "发现违规行为:" + reason(happening),
              "A breach of the rules was found: " + reason(happening));
      case PENALTY -> penalty(happening, zone);
      case PENALTY_LIFTED ->
          new Text(
              "处罚已解除:" + penaltyZh(reason(happening)),
              "A penalty was lifted: " + reason(happening));
    };
  }

  private static Text expiring(Happening happening, ZoneId zone) {
    Text left = happening instanceof Happening.Expiring e ? Spoken.of(e.step()) : new Text("", "");
    String end = end(happening, zone);
    return left.zh().isEmpty()
        ? new Text("线索保护期今日到期:" + end, "Protection ends today, at " + end)
        : new Text(
            "线索保护期还剩 " + left.zh() + ",至 " + end,
            "Protection ends in " + left.en() + ", at " + end);
  }

  private static Text penalty(Happening happening, ZoneId zone) {
    String kind = reason(happening);
    String end = end(happening, zone);
    return end.isEmpty()
        ? new Text("您受到处罚:" + penaltyZh(kind), "You received a penalty: " + kind)
        : new Text(
            "您受到处罚:" + penaltyZh(kind) + ",至 " + end,
            "You received a penalty: " + kind + ", until " + end);
  }

  /** The moment a notice is about, in the recipient's zone; empty when it has none. */
  private static String end(Happening happening, ZoneId zone) {
    Instant end =
        switch (happening) {
          case Happening.Granted e -> e.acceptBy() == null ? e.deadline() : e.acceptBy();
          case Happening.Transferred e -> e.deadline();
          case Happening.Expiring e -> e.deadline();
          case Happening.DisputeOpened e -> e.decideBy();
          case Happening.Penalty e -> e.until();
          case Happening.Received e -> null;
          case Happening.Erased e -> null;
          case Happening.Touched e -> null;
          case Happening.Released e -> null;
          case Happening.Closed e -> null;
          case Happening.ClaimLost e -> null;
          case Happening.Held e -> null;
          case Happening.HelperAdded e -> null;
          case Happening.HelperRemoved e -> null;
          case Happening.DisputeDecided e -> null;
          case Happening.Violation e -> null;
        };
    return end == null ? "" : time(end, zone);
  }

  private static String time(Instant at, ZoneId zone) {
    return MINUTES.format(at.atZone(zone)) + " (" + zone.getId() + ")";
  }

  private static String reason(Happening happening) {
    String reason =
        switch (happening) {
          case Happening.Touched e -> e.source();
          case Happening.ClaimLost e -> e.reason();
          case Happening.Held e -> e.reason();
          case Happening.Closed e -> e.result();
          case Happening.DisputeDecided e -> e.outcome();
          case Happening.Violation e -> e.rule();
          case Happening.Penalty e -> e.kind();
          case Happening.Released e -> e.cause();
          case Happening.Granted e -> e.cause();
          case Happening.Received e -> "";
          case Happening.Erased e -> "";
          case Happening.Transferred e -> "";
          case Happening.Expiring e -> "";
          case Happening.HelperAdded e -> "";
          case Happening.HelperRemoved e -> "";
          case Happening.DisputeOpened e -> "";
        };
    return reason.replaceAll("\\p{Cntrl}+", " ");
  }

  private static String other(Happening happening) {
    return happening instanceof Happening.Transferred e ? e.to() : "";
  }

  private static String giver(Happening happening) {
    return happening instanceof Happening.Transferred e ? e.from() : "";
  }

  private static String resultZh(Happening happening) {
    return switch (reason(happening)) {
      case "won" -> "赢单";
      case "lost" -> "输单";
      case "invalid" -> "无效";
      default -> reason(happening);
    };
  }

  private static String outcomeZh(Happening happening) {
    return switch (reason(happening)) {
      case "uphold" -> "维持归属";
      case "transfer" -> "转移归属";
      case "split" -> "业绩分成";
      case "pool" -> "退回公海";
      default -> reason(happening);
    };
  }

  private static String penaltyZh(@Nullable String kind) {
    return switch (kind == null ? "" : kind) {
      case "warning" -> "警告";
      case "claim-suspension" -> "暂停领取";
      case "lower-weight" -> "降低分配权重";
      default -> String.valueOf(kind);
    };
  }
}
