package dev.fairlead.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.intake.domain.Regions.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionsTest {

  private final Regions regions =
      new Regions(
          List.of(
              node("华东区", node("江苏", node("苏州"), node("鼓楼区"))),
              node(
                  "华南区",
                  new Node("广东", List.of("Guangdong", "廣東", "CN-GD"), List.of()),
                  node("福建", node("鼓楼区")))));

  @Test
  void the_most_specific_region_that_is_known_is_found() {
    assertThat(regions.find("苏州", "江苏", "CN")).containsExactly("华东区", "江苏", "苏州");
    assertThat(regions.find("昆山", "江苏", null)).containsExactly("华东区", "江苏");
    assertThat(regions.find(null, null, "华南区")).containsExactly("华南区");
  }

  @Test
  void a_name_is_found_with_and_without_the_word_for_its_level_and_by_its_aliases() {
    assertThat(regions.find("苏州市", null, null)).containsExactly("华东区", "江苏", "苏州");
    assertThat(regions.find(null, "廣東", null)).containsExactly("华南区", "广东");
    assertThat(regions.find(null, "guang dong", null)).containsExactly("华南区", "广东");
    assertThat(regions.find(null, "cn-gd", null)).containsExactly("华南区", "广东");
  }

  @Test
  void a_city_of_a_common_name_is_the_one_in_the_region_beside_it() {
    assertThat(regions.find("鼓楼", "福建", null)).containsExactly("华南区", "福建", "鼓楼区");
    assertThat(regions.find("苏州", "广东", null)).containsExactly("华南区", "广东");
  }

  @Test
  void what_nobody_knows_is_no_region() {
    assertThat(regions.find("Atlantis", null, "Nowhere")).isEmpty();
  }

  private static Node node(String name, Node... below) {
    return new Node(name, List.of(), List.of(below));
  }
}
