package dev.fairlead.notification;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.Comparator;
import java.util.List;

/** Servers of other people, each under a path of its own. */
final class OtherSide {

  private static final WireMockServer SERVER = start();

  private OtherSide() {}

  private static WireMockServer start() {
    WireMockServer server = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    server.start();
    return server;
  }

  static String url(String path) {
    return "http://127.0.0.1:" + SERVER.port() + path;
  }

  /** From now on it answers so there. */
  static void answers(String path, ResponseDefinitionBuilder response) {
    SERVER.stubFor(any(urlPathEqualTo(path)).willReturn(response));
  }

  /** What it got there, in order. */
  static List<LoggedRequest> got(String path) {
    return SERVER.findAll(anyRequestedFor(urlPathEqualTo(path))).stream()
        .sorted(Comparator.comparing(LoggedRequest::getLoggedDate))
        .toList();
  }
}
