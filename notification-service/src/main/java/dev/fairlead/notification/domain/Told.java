package dev.fairlead.notification.domain;

/**
 * One person is told one thing.
 *
 * @param role why he is
 */
public record Told(String recipient, NoticeType type, Role role) {}
