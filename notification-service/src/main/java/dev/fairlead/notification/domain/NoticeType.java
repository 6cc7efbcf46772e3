package dev.fairlead.notification.domain;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of notice, with the stable name the outside sees and a title for people. */
public enum NoticeType {
  ASSIGNED("assigned", "新线索", "New lead"),
  OFFERED("offered", "待接受线索", "Lead offered"),
  ACCEPTED("accepted", "线索已接受", "Lead accepted"),
  CLAIM_WON("claim-won", "领取成功", "Claim won"),
  CLAIM_LOST("claim-lost", "领取未成功", "Claim lost"),
  TRANSFERRED_OUT("transferred-out", "线索已转出", "Lead transferred away"),
  TRANSFERRED_IN("transferred-in", "线索转入", "Lead transferred"),
  RECYCLED("recycled", "线索已回收", "Lead recycled"),
  RETURNED("returned", "线索已退回", "Lead returned"),
  DECLINED("declined", "线索已拒绝", "Lead declined"),
  NOT_ACCEPTED("not-accepted", "超时未接受", "Not accepted in time"),
  RELEASED("released", "线索不再跟进", "Lead released"),
  EXPIRING("expiring", "保护期将满", "Protection ends soon"),
  FOLLOW_UP_DUE("follow-up-due", "待跟进", "Follow-up due"),
  TOUCHED("touched", "线索再次咨询", "Lead in touch again"),
  CLOSED("closed", "线索已关闭", "Lead closed"),
  UNASSIGNED("unassigned", "线索待分配", "Lead unassigned"),
  UNASSIGNED_OVERDUE("unassigned-overdue", "线索超时未分配", "Lead unassigned too long"),
  CAPACITY_FULL("capacity-full", "容量已满", "Capacity is full"),
  ARCHIVED("archived", "线索已归档", "Lead archived"),
  HELPER_ADDED("helper-added", "新协作", "Helper added"),
  DISPUTE_OPENED("dispute-opened", "归属争议", "Dispute opened"),
  DISPUTE_OVERDUE("dispute-overdue", "争议超时未裁定", "Dispute overdue"),
  DISPUTE_DECIDED("dispute-decided", "争议已裁定", "Dispute decided"),
  VIOLATION("violation", "违规提醒", "Rule broken"),
  PENALTY("penalty", "处罚通知", "Penalty"),
  PENALTY_LIFTED("penalty-lifted", "处罚解除", "Penalty lifted"),
  PENALTY_APPEAL("penalty-appeal", "处罚申诉", "Penalty appeal"),
  DIGEST("digest", "通知汇总", "Digest");

  private final String code;
  private final Text title;

  NoticeType(String code, String zh, String en) {
    this.code = code;
    this.title = new Text(zh, en);
  }

  /** The name on the wire. */
  public String code() {
    return code;
  }

  /** A few words for headings. */
  public Text title() {
    return title;
  }

  /** The kind of that name; empty when there is none. */
  public static Optional<NoticeType> named(String code) {
    return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
  }
}
