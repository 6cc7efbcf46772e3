package dev.fairlead.notification.domain;

/** One person is told one thing. */
public record Told(String recipient, NoticeType type) {}
