package dev.fairlead.acceptance.bench;

import dev.fairlead.acceptance.Api;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Leads of distinct people, as bytes of HTTP bodies. */
final class BenchLeads {

  /** By this source the rule of {@link Scene} knows them. */
  static final String SOURCE = "bench";

  private static final long NUMBERS = 1_000_000_000L;

  /** As many companies send leads; each of them more than once. */
  private static final long COMPANIES = 20_000;

  private final AtomicLong next = new AtomicLong(ThreadLocalRandom.current().nextLong(NUMBERS));

  /** Canonical JSON. */
  byte[] json() {
    String text =
        """
        {"fullName":"王小明","phone":"%s","company":"%s","jobTitle":"采购经理",\
        "region":"上海","city":"上海","industry":"制造业","segment":"中小企业","productLine":"mes",\
        "message":"想了解价格和实施周期，请在工作日联系","source":"%s",\
        "utm":{"source":"search","medium":"cpc","campaign":"spring"}}"""
            .formatted(phone(), company(), SOURCE);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What a browser sends from a form. */
  byte[] form() {
    String text =
        "full_name=%s&phone=%s&company=%s&region=%s&message=%s&source=%s&utm_source=search"
            .formatted(
                Api.encode("王小明"),
                phone(),
                Api.encode(company()),
                Api.encode("上海"),
                Api.encode("想了解价格和实施周期，请在工作日联系"),
                SOURCE);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String company() {
    return "精密机械%d有限公司".formatted(ThreadLocalRandom.current().nextLong(COMPANIES));
  }

  private String phone() {
    return "13%09d".formatted(next.getAndIncrement() % NUMBERS);
  }
}
