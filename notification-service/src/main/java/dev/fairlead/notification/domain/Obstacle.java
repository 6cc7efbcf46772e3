package dev.fairlead.notification.domain;

/** Why a delivery did not work. Names only: what a server answered may quote an address. */
public enum Obstacle {
  /** No connection to the server. */
  UNREACHABLE("unreachable", false),
  /** No answer in time. */
  TIMEOUT("timeout", false),
  /** The server said: not now. */
  DEFERRED("deferred", false),
  /** The server said: never. */
  REJECTED("rejected", true),
  /** The address leads into a private network. */
  PRIVATE_ADDRESS("private-address", true),
  /** The recipient is not in the roster, or not yet. */
  RECIPIENT_UNKNOWN("recipient-unknown", false),
  /** The recipient has no address for this channel. */
  NO_ADDRESS("no-address", true),
  /** The address is none. */
  BAD_ADDRESS("bad-address", true),
  /** The channel is not configured here. */
  CHANNEL_OFF("channel-off", false),
  /** A fault on our side, such as a full disk. */
  FAULT("fault", false);

  private final String code;
  private final boolean permanent;

  Obstacle(String code, boolean permanent) {
    this.code = code;
    this.permanent = permanent;
  }

  /** The name on the wire. */
  public String code() {
    return code;
  }

  /** Whether another try cannot help. */
  public boolean isPermanent() {
    return permanent;
  }
}
