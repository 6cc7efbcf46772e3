package dev.fairlead.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.intake.domain.Regions.Node;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionsTest {

  private final Regions regions =
      new Regions(
          List.of(
              node(
                  "华东区",
                  node("江苏", node("苏州"), node("南京市", node("鼓楼区"), node("玄武区"))),
                  node("上海市", node("浦东新区"), node("徐汇区"))),
              node("华南区", node("广东", node("深圳", node("南山区"))), node("福建", node("鼓楼区"))),
              node("东北区", node("吉林省", node("吉林市"), node("长春市")), node("内蒙古自治区")),
              new Node("港澳台", List.of(), List.of(node("香港"), node("台湾省"))),
              new Node("海外", List.of(), List.of(node("德国", node("Bavaria")), node("美国")))));

  @Test
  void the_most_specific_region_that_is_known_is_found() {
    assertThat(regions.find("苏州", "江苏", "CN")).containsExactly("华东区", "江苏", "苏州");
    assertThat(regions.find("昆山", "江苏", null)).containsExactly("华东区", "江苏");
    assertThat(regions.find(null, null, "华南区")).containsExactly("华南区");
  }

  @Test
  void a_name_is_found_with_and_without_the_word_for_its_level() {
    assertThat(regions.find("苏州市", null, null)).containsExactly("华东区", "江苏", "苏州");
    assertThat(regions.find("南京", null, null)).containsExactly("华东区", "江苏", "南京市");
    assertThat(regions.find(null, "内蒙古", null)).containsExactly("东北区", "内蒙古自治区");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "广东", "廣東", "广东省", "廣東省", "Guangdong", "guangdong province", "Guangdong Sheng",
        "GUANGDONG", "CN-GD", "cn_gd", "Kwangtung", "粤", "Guang Dong", "Ｇuangdong"
      })
  void a_province_is_found_in_every_usual_spelling(String written) {
    assertThat(regions.find(null, written, null)).containsExactly("华南区", "广东");
  }

  @Test
  void the_code_of_a_province_is_read_beside_its_country() {
    assertThat(regions.find(null, "GD", "CN")).containsExactly("华南区", "广东");
    assertThat(regions.find(null, "GD", "China")).containsExactly("华南区", "广东");
    assertThat(regions.find(null, "GD", null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "江苏南京, 南京市",
    "江苏省南京市, 南京市",
    "江苏+南京, 南京市",
    "江蘇省南京市, 南京市",
    "江苏 南京, 南京市",
    "'Nanjing shi, 江苏', 江苏",
    "江苏-南京-鼓楼区, 鼓楼区",
    "江苏省南京市玄武区中山路1号, 玄武区",
    "上海市浦东新区, 浦东新区",
    "上海浦东, 浦东新区",
    "'Shanghai, 徐汇', 徐汇区",
    "广东深圳南山科技园, 南山区",
    "广东省广州市天河区, 广东"
  })
  void names_run_together_are_taken_apart(String written, String region) {
    assertThat(regions.find(null, written, null)).endsWith(region);
  }

  @Test
  void a_city_that_the_tree_lacks_stands_for_its_province() {
    assertThat(regions.find("无锡", null, null)).containsExactly("华东区", "江苏");
    assertThat(regions.find("厦門市", null, null)).containsExactly("华南区", "福建");
    assertThat(regions.find("成都", null, null)).isEmpty();
  }

  @Test
  void a_city_of_a_common_name_is_the_one_in_the_region_beside_it() {
    assertThat(regions.find("鼓楼", "福建", null)).containsExactly("华南区", "福建", "鼓楼区");
    assertThat(regions.find("苏州", "广东", null)).containsExactly("华南区", "广东");
    assertThat(regions.find("鼓楼", null, null)).isEmpty();
  }

  @Test
  void a_province_and_its_city_of_the_same_name_are_told_apart() {
    assertThat(regions.find("吉林", "吉林", null)).containsExactly("东北区", "吉林省", "吉林市");
    assertThat(regions.find("长春", "吉林", null)).containsExactly("东北区", "吉林省", "长春市");
    assertThat(regions.find(null, "吉林", null)).containsExactly("东北区", "吉林省");
  }

  @Test
  void countries_are_known_by_name_and_code() {
    assertThat(regions.find(null, null, "DE")).containsExactly("海外", "德国");
    assertThat(regions.find(null, null, "deu")).containsExactly("海外", "德国");
    assertThat(regions.find(null, "Bavaria", "Germany")).containsExactly("海外", "德国", "Bavaria");
    assertThat(regions.find("Boston", "MA", "USA")).containsExactly("海外", "美国");
    assertThat(regions.find(null, null, "HK")).containsExactly("港澳台", "香港");
    assertThat(regions.find(null, null, "Taiwan")).containsExactly("港澳台", "台湾省");
  }

  @Test
  void a_name_the_tree_gives_itself_wins_over_what_is_generally_known() {
    Regions own =
        new Regions(
            List.of(node("华东区", new Node("长三角", List.of("江苏", "Jiangsu", "CN-JS"), List.of()))));

    assertThat(own.find("南京", "江苏", null)).containsExactly("华东区", "长三角");
    assertThat(own.find(null, "Jiangsu Province", null)).containsExactly("华东区", "长三角");
    assertThat(own.find("Suzhou", "CN-JS", null)).containsExactly("华东区", "长三角");
  }

  @Test
  void a_street_leads_further_down_only_where_it_begins_with_a_region() {
    List<String> shanghai = List.of("华东区", "上海市");

    assertThat(regions.refine(shanghai, "浦东新区张江路1号")).endsWith("浦东新区");
    assertThat(regions.refine(shanghai, "张江路1号")).isEqualTo(shanghai);
    assertThat(regions.refine(shanghai, "江苏路1号")).isEqualTo(shanghai);
    assertThat(regions.refine(List.of(), "浦东新区张江路1号")).isEmpty();
  }

  @Test
  void what_nobody_knows_is_no_region() {
    assertThat(regions.find("Atlantis", null, "Nowhere")).isEmpty();
    assertThat(regions.find("", " ", "?")).isEmpty();
    assertThat(Regions.NONE.find("苏州", "江苏", "CN")).isEmpty();
  }

  private static Node node(String name, Node... below) {
    return new Node(name, List.of(), List.of(below));
  }
}
