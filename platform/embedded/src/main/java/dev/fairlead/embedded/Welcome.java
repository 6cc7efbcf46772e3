package dev.fairlead.embedded;

/** What {@code up} tells when all is ready: where, as whom, and one thing to try. */
final class Welcome {

  private Welcome() {}

  static String text(Installation installation, boolean empty) {
    String text =
        """
        Front door    %1$s
        Sign-ins      ./fairlead token USER   admin, manager, integration, analyst%2$s
        More          ./fairlead status | logs | demo | down"""
            .formatted(
                installation.url(), empty ? "" : ", or a rep: li-lei, han-meimei, liu-yang …");
    return empty
        ? text
        : text
            + """


            API key       in %2$s   (connector api/leads)
            Try           curl -s %1$s/in/form/website -H 'Accept: application/json' \\
                            --data-urlencode 'fullName=王小明' --data-urlencode 'phone=13812345678' \\
                            --data-urlencode 'region=上海' --data-urlencode 'company=某某制造'"""
                .formatted(installation.url(), installation.home().keys().resolve("api-leads.key"));
  }
}
