package dev.fairlead.embedded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * An endless supply of invented people with an interest. Every now and then somebody comes back
 * through another channel. Not for several threads.
 */
final class DemoLeads {

  private static final double SHARE_IN_ENGLISH = 0.3;
  private static final double SHARE_COMING_BACK = 0.06;

  private static final List<String> FAMILY =
      List.of("王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "林", "欧阳");
  private static final List<String> GIVEN =
      List.of("伟", "芳", "娜", "敏", "静", "强", "磊", "洋", "艳", "勇", "小明", "建国", "思远", "雨桐", "子涵", "文博");
  private static final List<String> FIRST_NAMES =
      List.of(
          "Olivia", "Noah", "Amelia", "Liam", "Grace", "Ethan", "Chloe", "Lucas", "Maya", "Oscar");
  private static final List<String> LAST_NAMES =
      List.of(
          "Walker", "Hughes", "Patel", "Nguyen", "Fischer", "Rossi", "Clarke", "Dubois", "Larsen");
  private static final List<String> TRADES =
      List.of("精密机械", "新材料", "电子科技", "汽车零部件", "医疗器械", "食品", "物流", "信息技术", "环保设备");
  private static final List<String> COMPANIES =
      List.of(
          "Harbour Tools",
          "Northfield Logistics",
          "Blue Kiln Ceramics",
          "Meridian Foods",
          "Alder & Finch");
  private static final List<String> REGIONS =
      List.of("上海", "苏州", "南京", "杭州", "宁波", "青岛", "北京", "天津", "石家庄", "太原", "深圳", "广州", "成都");
  private static final List<String> REGIONS_IN_ENGLISH =
      List.of("Shanghai", "Suzhou", "Hangzhou", "Beijing", "Tianjin", "Shenzhen", "London");
  private static final List<String> INDUSTRIES = List.of("制造业", "制造业", "零售", "医疗", "互联网");
  private static final List<String> SEGMENTS = List.of("大客户", "中小企业", "中小企业");
  private static final List<String> PRODUCTS = List.of("mes", "erp", "cloud");
  private static final List<String> MESSAGES =
      List.of("想了解价格和实施周期", "请安排一次演示", "现有系统需要替换", "下季度有预算，请联系");

  private final Random random;
  private final List<Map<String, String>> people = new ArrayList<>();

  DemoLeads(Random random) {
    this.random = random;
  }

  DemoLead next() {
    DemoSource source = DemoSource.values()[random.nextInt(DemoSource.values().length)];
    Map<String, String> fields = new LinkedHashMap<>(person());
    fields.put("source", source.label());
    return new DemoLead(source, fields);
  }

  private Map<String, String> person() {
    if (!people.isEmpty() && random.nextDouble() < SHARE_COMING_BACK) {
      Map<String, String> known = new HashMap<>(people.get(random.nextInt(people.size())));
      known.put("message", "还没有收到回复，再问一次");
      return known;
    }
    Map<String, String> fresh = random.nextDouble() < SHARE_IN_ENGLISH ? english() : chinese();
    fresh.put("industry", any(INDUSTRIES));
    fresh.put("segment", any(SEGMENTS));
    fresh.put("productLine", any(PRODUCTS));
    people.add(fresh);
    return fresh;
  }

  private Map<String, String> chinese() {
    Map<String, String> fields = new LinkedHashMap<>();
    String region = any(REGIONS);
    fields.put("fullName", any(FAMILY) + any(GIVEN));
    fields.put("phone", "13%d%08d".formatted(5 + random.nextInt(5), random.nextInt(100_000_000)));
    fields.put("company", region + any(TRADES) + "有限公司");
    fields.put("region", region);
    fields.put("message", any(MESSAGES));
    return fields;
  }

  private Map<String, String> english() {
    Map<String, String> fields = new LinkedHashMap<>();
    String first = any(FIRST_NAMES);
    String last = any(LAST_NAMES);
    fields.put("firstName", first);
    fields.put("lastName", last);
    fields.put(
        "email",
        "%s.%s.%06d@example.com"
            .formatted(first, last, random.nextInt(1_000_000))
            .toLowerCase(Locale.ROOT));
    fields.put("company", any(COMPANIES));
    fields.put("region", any(REGIONS_IN_ENGLISH));
    fields.put("message", "Please call me about a demo");
    return fields;
  }

  private String any(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
