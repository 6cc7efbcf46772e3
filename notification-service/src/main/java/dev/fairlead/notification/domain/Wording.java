package dev.fairlead.notification.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** The sentences of notices. What the lead is about is added where they are shown. */
public final class Wording {

  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private final Told told;
  private final Happening happening;
  private final ZoneId zone;
  private final Map<String, String> names;

  private Wording(Told told, Happening happening, ZoneId zone, Map<String, String> names) {
    this.told = told;
    this.happening = happening;
    this.zone = zone;
    this.names = names;
  }

  /**
   * The sentence for who is told what.
   *
   * @param zone the recipient's, for the times in it
   * @param names of reps by id; where one is missing the id stands
   */
  public static Text of(Told told, Happening happening, ZoneId zone, Map<String, String> names) {
    return new Wording(told, happening, zone, names).text();
  }

  private Text text() {
    String end = end();
    String detail = detail();
    return switch (told.type()) {
      case ASSIGNED ->
          own("新线索已分配给您,请在 " + end + " 前跟进", "A new lead is yours; protected until " + end);
      case OFFERED ->
          own("新线索已派给您,请在 " + end + " 前接受", "A new lead is offered to you; accept it by " + end);
      case ACCEPTED -> own("您已接受线索", "You accepted the lead");
      case CLAIM_WON -> own("领取成功,保护期至 " + end, "You claimed the lead; protected until " + end);
      case CLAIM_LOST -> own("领取未成功:" + detail, "Your claim did not win: " + detail);
      case TRANSFERRED_OUT ->
          own(
              "线索已转给 " + name(happening.subject()),
              "The lead went to " + name(happening.subject()));
      case TRANSFERRED_IN ->
          own(
              "线索由 " + giver() + " 转给您,保护期至 " + end,
              "A lead came to you from " + giver() + "; protected until " + end);
      case RECYCLED -> own("保护期已过,线索已被回收", "Protection ended and the lead was recycled");
      case RETURNED -> own("线索已退回", "The lead was returned");
      case DECLINED -> own("您已拒绝该线索,将另行分配", "You declined the lead; it goes to somebody else");
      case NOT_ACCEPTED -> own("您未在时限内接受,线索已另行处理", "You did not accept in time; the lead moved on");
      case RELEASED -> own("线索不再归您跟进", "The lead is no longer yours");
      case EXPIRING -> expiring(end);
      case FOLLOW_UP_DUE ->
          own(
              "线索尚未有效跟进,保护期至 " + end,
              "Nobody has followed up on your lead; protected until " + end);
      case TOUCHED -> own("您的线索再次咨询(" + detail + ")", "Your lead got in touch again via " + detail);
      case CLOSED -> new Text("线索已关闭:" + resultZh(detail), "The lead was closed: " + detail);
      case UNASSIGNED -> new Text("线索暂无人可分配:" + detail, "A lead waits for an owner: " + detail);
      case UNASSIGNED_OVERDUE ->
          new Text("线索等待分配已超时:" + detail, "A lead has waited too long for an owner: " + detail);
      case CAPACITY_FULL -> capacity();
      case ARCHIVED -> new Text("线索已归档:" + detail, "The lead was archived: " + detail);
      case HELPER_ADDED -> own("您被加为线索协作人", "You were added as a helper on a lead");
      case DISPUTE_OPENED ->
          new Text(
              "线索归属争议已提交,须在 " + end + " 前裁定",
              "A dispute about the lead was opened; to be decided by " + end);
      case DISPUTE_OVERDUE ->
          new Text(
              "线索归属争议未按时裁定(期限 " + end + ")",
              "The dispute was not decided in time; it was due " + end);
      case DISPUTE_DECIDED ->
          new Text("线索归属争议已裁定:" + outcomeZh(detail), "The dispute was decided: " + detail);
      case VIOLATION -> own("发现违规行为:" + detail, "A breach of the rules was found: " + detail);
      case PENALTY -> penalty(detail, end);
      case PENALTY_LIFTED -> own("处罚已解除:" + penaltyZh(detail), "A penalty was lifted: " + detail);
      case PENALTY_APPEAL -> appeal(detail);
      case DIGEST -> NoticeType.DIGEST.title();
    };
  }

  /** What is said to whose fact it is; whoever looks on is told whose it is. */
  private Text own(String zh, String en) {
    if (!told.role().looksOn()) {
      return new Text(zh, en);
    }
    String who = happening.subject() == null ? "" : " · " + name(happening.subject());
    String end = end();
    String detail = told.type() == NoticeType.VIOLATION ? " · " + detail() : "";
    Text title = told.type().title();
    return new Text(
        title.zh() + who + detail + (end.isEmpty() ? "" : " · 至 " + end),
        title.en() + who + detail + (end.isEmpty() ? "" : " · until " + end));
  }

  private Text expiring(String end) {
    Text left = happening instanceof Happening.Expiring e ? Spoken.of(e.step()) : new Text("", "");
    return left.zh().isEmpty()
        ? own("线索保护期今日到期:" + end, "Protection ends today, at " + end)
        : own(
            "线索保护期还剩 " + left.zh() + ",至 " + end,
            "Protection ends in " + left.en() + ", at " + end);
  }

  private Text capacity() {
    String who = name(happening.subject());
    return who.isEmpty()
        ? new Text("线索待分配:候选人容量已满", "A lead waits: everybody who fits is at capacity")
        : new Text(who + " 的持有上限已满", who + " holds as many leads as allowed");
  }

  private Text penalty(String kind, String end) {
    return end.isEmpty()
        ? own("您受到处罚:" + penaltyZh(kind), "You received a penalty: " + kind)
        : own(
            "您受到处罚:" + penaltyZh(kind) + ",至 " + end,
            "You received a penalty: " + kind + ", until " + end);
  }

  private Text appeal(String state) {
    String who = name(happening.subject());
    return switch (state) {
      case "opened" -> new Text(who + " 对处罚提出申诉", who + " appealed against a penalty");
      case "lifted" -> new Text("申诉成立,处罚已解除", "Your appeal was heard: the penalty is lifted");
      case "upheld" -> new Text("申诉未成立,处罚维持", "Your appeal was decided: the penalty stands");
      default -> new Text("处罚申诉:" + state, "Penalty appeal: " + state);
    };
  }

  /** The moment a notice is about, in the recipient's zone; empty when it has none. */
  private String end() {
    Instant end = happening.ends();
    return end == null ? "" : MINUTES.format(end.atZone(zone)) + " (" + zone.getId() + ")";
  }

  private String detail() {
    return happening.detail().replaceAll("\\p{Cntrl}+", " ");
  }

  private String name(@org.jspecify.annotations.Nullable String rep) {
    return rep == null ? "" : names.getOrDefault(rep, rep);
  }

  private String giver() {
    return happening instanceof Happening.Transferred e ? name(e.from()) : "";
  }

  private static String resultZh(String result) {
    return switch (result) {
      case "won" -> "赢单";
      case "lost" -> "输单";
      case "invalid" -> "无效";
      case "merged" -> "已合并";
      default -> result;
    };
  }

  private static String outcomeZh(String outcome) {
    return switch (outcome) {
      case "uphold" -> "维持归属";
      case "transfer" -> "转移归属";
      case "split" -> "业绩分成";
      case "pool" -> "退回公海";
      case "withdrawn" -> "申诉方已撤回";
      case "moot" -> "已无归属,争议终止";
      default -> outcome;
    };
  }

  private static String penaltyZh(String kind) {
    return switch (kind) {
      case "warning" -> "警告";
      case "claim-suspension" -> "暂停领取";
      case "lower-weight" -> "降低分配权重";
      default -> kind;
    };
  }
}
